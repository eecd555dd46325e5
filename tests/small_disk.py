"""A disk that is full after so many blocks: a small file system of its own, filled to the wanted point."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Self


class SmallDisk:
    """A tmpfs mounted on `place`; needs the right to mount. Raises PermissionError without it."""

    def __init__(self, place: Path, kilobytes: int = 8192) -> None:
        self.place, self._kilobytes = place, kilobytes

    def __enter__(self) -> Self:
        self.place.mkdir(parents=True, exist_ok=True)
        mount = shutil.which("mount")
        line = [mount or "mount", "-t", "tmpfs", "-o", f"size={self._kilobytes}k,mode=700", "tmpfs", str(self.place)]
        if mount is None or subprocess.run(line, capture_output=True).returncode:
            raise PermissionError("mounting is not allowed here")
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "-l", str(self.place)], check=True, capture_output=True)

    @property
    def free(self) -> int:
        """Kilobytes left."""
        told = os.statvfs(self.place)
        return told.f_bavail * told.f_frsize // 1024

    def leave(self, kilobytes: int) -> None:
        """Fill up until only so much is left."""
        self.empty()
        (self.place / "beban").write_bytes(b"\0" * max(0, self.free - kilobytes) * 1024)

    def empty(self) -> None:
        """Take the filling out."""
        (self.place / "beban").unlink(missing_ok=True)
