"""Moving loses nothing: MOVE, else copy first and remove after, and never what somebody else marked as deleted."""

from collections.abc import Iterator, Sequence

from sikuwas_mail.edge.mailbox.session import Session

_AT_ONCE = 300  # UIDs per command: servers refuse long lines


def move(session: Session, source: str, uids: Sequence[int], target: str) -> None:
    """Move messages of `source` to `target` (real names). UIDs that are gone already are no error.

    Without MOVE and UIDPLUS a plain EXPUNGE follows only while every message marked \\Deleted is one of ours;
    otherwise ours stay behind, marked, until the next move finds the way free.
    """
    session.select(source, fresh=False)
    for group in _groups(uids):
        if "MOVE" in session.capabilities:
            with session.say(f'memindahkan surat ke "{target}"'):
                session.client.move(group, target)
        else:
            _copy_and_remove(session, group, target)


def _copy_and_remove(session: Session, uids: list[int], target: str) -> None:
    with session.say(f'menyalin surat ke "{target}"'):
        session.client.copy(uids, target)
    with session.say("menandai surat yang sudah disalin"):
        session.client.add_flags(uids, [b"\\Deleted"], silent=True)
    if "UIDPLUS" in session.capabilities:
        with session.say("membersihkan surat yang sudah disalin"):
            session.client.uid_expunge(uids)
    else:
        _expunge_ours(session, uids)


def _expunge_ours(session: Session, uids: list[int]) -> None:
    session.marked.update(uids)
    with session.say("membersihkan surat yang sudah disalin"):
        session.client.noop()
        marked = {int(uid) for uid in session.client.search(["DELETED"])}
        if marked <= session.marked:
            session.client.expunge()
            session.marked.clear()


def _groups(uids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(uids), _AT_ONCE):
        yield [int(uid) for uid in uids[start : start + _AT_ONCE]]
