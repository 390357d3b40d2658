"""Who may import whom, read from the sources."""

import ast
import re
from pathlib import Path

import newsner

PACKAGE = Path(newsner.__file__).parent
PAGE = Path(__file__).parents[1] / "docs" / "architecture.md"
LEAVES = {"schema", "errors", "layers", "words", "deadline", "scoring"}
STAGES = {"clean", "entities", "dates", "coreference", "mending", "propositions", "relations"}


def imports_of(path: Path) -> set[str]:
    """Top-level names of newsner that the module at ``path`` imports when it is loaded."""
    package = ["newsner", *path.relative_to(PACKAGE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                target = [
                    *package[: len(package) - node.level + 1],
                    *(node.module or "").split("."),
                ]
            else:
                target = (node.module or "").split(".")
            target = [part for part in target if part]
            if target[0] == "newsner":
                names = [target[1]] if len(target) > 1 else [a.name for a in node.names]
                found.update(names)
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("newsner."))
    return found


def modules_of(name: str) -> list[Path]:
    folder = PACKAGE / name
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{name}.py"]


def test_stages_import_only_the_leaves_and_knowledge() -> None:
    for stage in STAGES:
        for path in modules_of(stage):
            allowed = LEAVES | {"knowledge", "scoring", "syntax", stage}
            assert imports_of(path) <= allowed, path


def test_knowledge_imports_only_leaves() -> None:
    for path in modules_of("knowledge"):
        assert imports_of(path) <= LEAVES | {"knowledge"}, path


def test_syntax_reads_no_stage() -> None:
    for path in modules_of("syntax"):
        assert imports_of(path) <= {"knowledge", "layers", "syntax"}, path


def test_scoring_imports_only_leaves() -> None:
    for path in modules_of("scoring"):
        assert imports_of(path) <= LEAVES | {"scoring"}, path


def test_layers_and_errors_import_nothing_of_ours() -> None:
    for leaf in ("layers", "errors"):
        assert not imports_of(PACKAGE / f"{leaf}.py")


def test_the_page_on_architecture_names_every_module_and_its_imports() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", PAGE.read_text(encoding="utf-8"), re.M)
    documented = {module: set(re.findall(r"`(\w+)`", imports)) for module, imports in rows}
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py"}
    modules |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    imported = {}
    for module in modules:
        found = set().union(*map(imports_of, modules_of(module))) - {module}
        # what is no module is a public name of the package
        imported[module] = {name if name in modules else "newsner" for name in found}
    assert documented == imported
