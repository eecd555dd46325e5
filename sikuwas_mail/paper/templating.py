"""Letter templates are read once, run in a sandbox, miss nothing silently, and a fault names its file and line."""

import re
from collections.abc import Mapping
from pathlib import Path
from traceback import walk_tb

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.paper.lines import LABEL, fold

TEKS, HTML = "txt", "html"
# What a template may do wrong at run time; anything else is a fault of this program and must not be hidden.
FAULTS = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_LINK = re.compile(r"https?://[^\s<>\"']+")


class BrokenTemplate(TemplateFault):
    """A letter could not be rendered: `template` (file name), `line` (from 1; 0 unknown) and `reason`."""

    def __init__(self, template: str, line: int, reason: str) -> None:
        place = f"templates/surat/{template}" + (f" baris {line}" if line else "")
        super().__init__(f"{place}: {reason}")
        self.template, self.line, self.reason = template, line, reason


class Templates:
    """The letters' templates as they were when this was made; a later edit needs a new object."""

    def __init__(self, folder: Path) -> None:
        self._sources = {p.name: p.read_bytes() for p in sorted(folder.glob("*.*")) if p.suffix in (".txt", ".html")}
        self._envs = {kind: self._environment(kind) for kind in (TEKS, HTML)}
        self.names = tuple(n[:-4] for n in self._sources if n.endswith(".txt") and not n.startswith("_"))

    def twin_missing(self, nama: str) -> bool:
        """Whether a letter lacks its HTML file."""
        return f"{nama}.html" not in self._sources

    def source(self, berkas: str) -> str:
        """The text of a template file."""
        return self._sources[berkas].decode("utf-8")

    def render(self, nama: str, kind: str, values: Mapping[str, object]) -> str:
        """One twin of a letter; raises BrokenTemplate."""
        env, berkas = self._envs[kind], f"{nama}.{kind}"
        try:
            tools = env.get_template(f"_makro.{kind}").module
            macros = {n: getattr(tools, n) for n in dir(tools) if not n.startswith("_")}
            text = env.get_template(berkas).render({**macros, **values, "dasar": f"_dasar.{kind}"})
        except FAULTS as fault:
            raise self._told(fault, berkas) from fault
        return fold(text) if kind == TEKS else text

    def _environment(self, kind: str) -> ImmutableSandboxedEnvironment:
        env = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._load),
            undefined=StrictUndefined,
            autoescape=kind == HTML,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        env.filters.update(rapi=_tidy, br=_lines, pranala=_linked, kolom=_column, label=_label, inti=_bare)
        return env

    def _load(self, berkas: str) -> tuple[str, str, None] | None:
        raw = self._sources.get(berkas)
        return None if raw is None else (raw.decode("utf-8-sig"), berkas, None)

    def _told(self, fault: Exception, berkas: str) -> BrokenTemplate:
        if isinstance(fault, TemplateSyntaxError):
            return BrokenTemplate(fault.filename or berkas, fault.lineno, f"kesalahan penulisan: {fault.message}")
        if isinstance(fault, TemplateNotFound):
            return BrokenTemplate(berkas, 0, f"berkas templat {fault.name} tidak ada")
        if isinstance(fault, UnicodeDecodeError):
            return BrokenTemplate(berkas, 0, "berkas templat bukan teks UTF-8")
        frames = [(f.f_code.co_filename, line) for f, line in walk_tb(fault.__traceback__)]
        places = [(name, line) for name, line in frames if name in self._sources]
        return BrokenTemplate(*(places[-1] if places else (berkas, 0)), reason=f"gagal diisi: {fault}")


def _tidy(teks: str) -> str:
    """Runs of blanks and line ends made one blank; markup stays markup."""
    return type(teks)(" ".join(str(teks).split()))


def _lines(teks: object) -> Markup:
    """Line ends as `<br>`, everything else escaped."""
    return Markup("<br>").join(escape(line) for line in str(teks).split("\n"))


def _linked(teks: object) -> Markup:
    """The same with web addresses made links: only for what officials wrote."""
    whole, out, end = str(teks), Markup(""), 0
    for found in _LINK.finditer(whole):
        out += _lines(whole[end : found.start()])
        out += Markup('<a href="{0}">{0}</a>').format(found.group())
        end = found.end()
    return out + _lines(whole[end:])


def _column(teks: object) -> str:
    """A value in the second column of the text twin: its further lines stand below its first."""
    return str(teks).replace("\n", "\n" + " " * (LABEL + 2))


def _label(teks: object) -> Markup:
    """A label that may break behind its slash on a narrow screen."""
    return Markup("/<wbr>").join(escape(part) for part in str(teks).split("/"))


def _bare(teks: object) -> str:
    """A name without what stands in brackets: as it is typed in an answer."""
    return _ASIDE.sub("", str(teks)).strip()
