"""The loader: errors name the file and the key; the version follows the content and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import schemas
from schemas.vocabulary import VocabularyError, load_vocabulary

SHIPPED = Path(schemas.__file__).parent / "vocab"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped vocabulary that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "vocab"))


def append(text: str) -> Callable[[str], str]:
    """Return a change that adds `text` at the end of a file."""
    return lambda content: f"{content}\n{text}\n"


def swap(old: str, new: str) -> Callable[[str], str]:
    """Return a change that replaces the first `old`, which must be there."""

    def change(content: str) -> str:
        assert old in content
        return content.replace(old, new, 1)

    return change


PROGRAMME = '[[programme]]\ncode = "{0}"\nlabel_cs = "X"\nlabel_en = "X"\n'
LABEL = '[[label]]\nfield = "{0}"\nrole = "label"\nlanguage = "cs"\nforms = {1}\n'
IDENTIFIER = (
    '[[identifier]]\ncode = "X"\ntitle = ["X"]\nforms = [\'{0}\']\nrepairs = "none"\nprogramme = "{1}"\n'
    'examples = ["12"]\nsource = "x"\n'
)

BROKEN = [
    # file, change, what the error must name
    ("programmes.toml", append(PROGRAMME.format("OP VK 2007")), "programme OP VK 2007.code"),
    ("programmes_other.toml", append(PROGRAMME.format("OP VK 2007")), "programme OP VK 2007.code"),
    ("programmes.toml", append(PROGRAMME.format("X") + 'colour = "red"'), "programme X.colour"),
    ("programmes.toml", append(PROGRAMME.format("X") + 'forms = ["Y", "y"]'), "programme X.forms"),
    ("programmes.toml", append(PROGRAMME.format("X") + 'first_year = "2007"'), "programme X.first_year"),
    ("programmes.toml", append(PROGRAMME.format("X") + 'forms = ["from … to"]'), "programme X.forms"),
    (
        "programmes.toml",
        append(PROGRAMME.format("X") + 'abbreviations = ["A"]\nambiguous = ["A"]'),
        "programme X.ambiguous",
    ),
    ("funders.toml", swap("\nfund = true", '\nfund = "yes"'), ".fund"),
    ("labels_time.toml", append(LABEL.format("colour", '["Barva"]')), ".field"),
    ("labels_time.toml", append(LABEL.format("start", '["Kdykoli"]')), ".code"),  # a start needs its code
    ("labels_people.toml", append(LABEL.format("titles", '["Název projektu"]')), ".forms"),  # in another file
    ("labels_money.toml", append(LABEL.format("funders", "[]")), ".forms"),
    ("identifiers.toml", append(IDENTIFIER.format("(", "")), "identifier X.forms"),
    ("identifiers.toml", append(IDENTIFIER.format("<number:[0-9]{2}", "")), "identifier X.forms"),
    ("identifiers.toml", append(IDENTIFIER.format("[12", "")), "identifier X.forms"),
    ("identifiers.toml", append(IDENTIFIER.format("12]", "")), "identifier X.forms"),
    ("identifiers.toml", append(IDENTIFIER.format("1[2[3]]", "")), "identifier X.forms"),
    ("identifiers.toml", append(IDENTIFIER.format("<number:.*>", "")), "identifier X.forms"),
    ("identifiers.toml", append(IDENTIFIER.format("<unheard:[0-9]{2}>", "")), "identifier X.forms"),
    ("identifiers.toml", append(IDENTIFIER.format("<number:[a-z]{2}>", "")), "identifier X.examples"),
    ("identifiers.toml", append(IDENTIFIER.format("<number:[0-9]{2}>", "OP NIC 1999")), "identifier X.programme"),
    ("identifiers.toml", append(IDENTIFIER.format("12", "") + "lead = true"), "identifier X.lead"),
    ("identifiers.toml", swap('repairs = "structural"', 'repairs = "magic"'), ".repairs"),
    ("identifiers_union.toml", append(IDENTIFIER.format("12", "").replace('"X"', '"CZ-2014"', 1)), ".code"),
    ("number_parts.toml", append('[[part]]\nname = "number"\ntext = ["x"]'), "part number.name"),
    ("number_parts.toml", append('[[part]]\nname = "x"\ntext = ["x", "y", "z"]'), "part x.text"),
    ("number_parts.toml", swap('none = ["invisible"]', 'none = ["glue"]'), "repair_sets.none"),
    ("calendar.toml", swap('"ledna"', '"Ledna"'), "months.1"),
    ("calendar.toml", swap('"ledna"', '"února"'), "months.2"),
    ("numbers.toml", swap("EUR = [", 'EUR = ["Kč", '), "currencies.EUR"),
    ("numbers.toml", swap("EUR = [", "Euro = ["), "currencies.Euro"),
    ("people.toml", swap('Adam = "', "Adam = 1 # "), "given_names.Adam"),
    (
        "organisations.toml",
        append('[[head]]\nnominative = "Nic"\nforms = ["Ministerstva"]'),
        "head Nic.forms",
    ),
    ("activities.toml", swap('code = "seminar"', 'code = "party"'), ".code"),
    ("languages.toml", swap("[stopwords]", "[stopwords"), "file"),
    ("cues.toml", append('colour = "red"'), "colour"),
]


@pytest.mark.parametrize(("file", "change", "key"), BROKEN, ids=[f"{f}-{k}" for f, _, k in BROKEN])
def test_errors_name_file_and_key(folder: Path, file: str, change: Callable[[str], str], key: str) -> None:
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(folder)
    assert caught.value.file == file
    assert caught.value.key.endswith(key)
    assert caught.value.message
    assert str(caught.value).startswith(f"{file}: ")


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "people.toml").unlink()
    with pytest.raises(VocabularyError, match=r"people\.toml"):
        load_vocabulary(folder)


def test_the_version_follows_the_content(folder: Path) -> None:
    path = folder / "calendar.toml"
    content = path.read_text(encoding="utf-8")
    version = load_vocabulary(folder).version
    assert load_vocabulary(folder).version == version
    path.write_text(f"# another remark\n{content}", encoding="utf-8")
    assert load_vocabulary(folder).version == version
    path.write_text(content.replace('"ledna", ', ""), encoding="utf-8")
    assert load_vocabulary(folder).version != version


def test_beginnings_are_declined_and_dashes_varied(folder: Path) -> None:
    path = folder / "programmes.toml"
    text = PROGRAMME.format("X 1999") + 'forms = ["Operační program Praha - Nic"]\n'
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text, encoding="utf-8")
    [programme] = [p for p in load_vocabulary(folder).programmes if p.code == "X 1999"]
    assert "operačním programem Praha - Nic" in programme.forms
    assert "operačního programu Praha – Nic" in programme.forms
    assert "OP Praha - Nic" in programme.forms
