"""Every tag is checked without being filled: a misspelt field is found even in a branch no sample takes."""

from collections.abc import Iterator, Mapping

from jinja2 import nodes

from sikuwas_mail.paper.compiled import LEMBAR, Bagian, Compiled, place

_BEBAS = object()  # a value whose fields are not known: nothing to find fault with
_SELALU = {"lambang": "", **dict.fromkeys(LEMBAR.globals, _BEBAS), "loop": _BEBAS}
_Lingkup = Mapping[str, object]


def unknown_fields(template: Compiled, known: Mapping[str, object]) -> list[str]:
    """One line for each tag that names a field which is not in `known` (a sample context)."""
    faults: dict[str, None] = {}
    for bagian in template.bagian:
        tree = LEMBAR.parse(bagian.sumber)
        for line, name in _Penelusur().walk(tree, {**_SELALU, **known}):
            faults[f"{template.nama}: {_where(bagian, line, name)}: isian '{name}' tidak dikenal"] = None
    return list(faults)


def _where(bagian: Bagian, line: int, name: str) -> str:
    return f"tag {{{{ {name} }}}}, {place(bagian, line)}"


class _Penelusur:
    """Walks the tree of a template with the names known at each place."""

    def walk(self, node: nodes.Node, scope: _Lingkup) -> Iterator[tuple[int, str]]:
        """Line and dotted name of each field that is not known."""
        if isinstance(node, nodes.For):
            yield from self._for(node, scope)
        elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            yield from self._field(node, scope)
        else:
            inner = {**scope, **_assigned(node)}
            for child in node.iter_child_nodes():
                yield from self.walk(child, inner)

    def _for(self, node: nodes.For, scope: _Lingkup) -> Iterator[tuple[int, str]]:
        yield from self.walk(node.iter, scope)
        items, _ = _value(node.iter, scope)
        first = items[0] if isinstance(items, list) and items else _BEBAS
        own = {t.name: first if t is node.target else _BEBAS for t in _targets(node.target)}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from self.walk(child, {**scope, **own})

    def _field(self, node: nodes.Expr, scope: _Lingkup) -> Iterator[tuple[int, str]]:
        if isinstance(node, nodes.Name) and node.ctx != "load":
            return
        _, missing = _value(node, scope)
        if missing:
            yield node.lineno, missing
        for inner in node.find_all((nodes.Filter, nodes.Test)):
            yield from self.walk(inner, scope)


def _value(node: nodes.Node, scope: _Lingkup) -> tuple[object, str]:
    """What an expression stands for, and the dotted name that is not known in it ("" where all is)."""
    if isinstance(node, nodes.Name):
        return (scope[node.name], "") if node.name in scope else (_BEBAS, node.name)
    if not isinstance(node, (nodes.Getattr, nodes.Getitem)):
        return _BEBAS, ""
    base, missing = _value(node.node, scope)
    key = node.attr if isinstance(node, nodes.Getattr) else _constant(node.arg)
    if missing or not isinstance(base, dict) or key is None:
        return _BEBAS, missing
    return (base[key], "") if key in base else (_BEBAS, f"{_dotted(node.node)}.{key}")


def _constant(node: nodes.Node) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_dotted(node.node)}.{_constant(node.arg) or '…'}"
    return "…"


def _targets(node: nodes.Node) -> Iterator[nodes.Name]:
    return iter([node]) if isinstance(node, nodes.Name) else node.find_all(nodes.Name)


def _assigned(node: nodes.Node) -> dict[str, object]:
    """Names that `set`, `with` and macros below a node bring in."""
    names = [n for n in node.find_all(nodes.Name) if n.ctx in ("store", "param")]
    macros = [m.name for m in node.find_all(nodes.Macro)]
    return dict.fromkeys((*(n.name for n in names), *macros), _BEBAS)
