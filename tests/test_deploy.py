"""The files in deploy/ are what systemd takes, and call the command as it is."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.cli import cli
from pipeline.monitor.metrics import Metric

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PROGRAM = "/opt/fondoskop/.venv/bin/fondoskop"
ANALYZE = shutil.which("systemd-analyze")


def unit(name: str) -> configparser.ConfigParser:
    """Read a unit; systemd allows a key twice, which is then kept as its last value."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


def commands() -> list[str]:
    crontab = (DEPLOY / "crontab").read_text(encoding="utf-8")
    (line,) = [line for line in crontab.splitlines() if PROGRAM in line]
    return [unit("fondoskop.service")["Service"]["ExecStart"], line[line.index(PROGRAM) :]]


@pytest.mark.parametrize("command", commands())
def test_the_command_is_one_of_ours(command: str) -> None:
    program, name, *arguments = shlex.split(command)
    assert (program, name) == (PROGRAM, "ingest")
    given = cli.commands[name].make_context(name, arguments).params
    assert given["db"] == Path("/var/lib/fondoskop/fondoskop.db") and given["metrics"].suffix == ".prom"
    assert given["sources"] == (Path("/srv/archive"),)


def test_the_service_may_do_nothing_that_it_need_not() -> None:
    service = unit("fondoskop.service")["Service"]
    assert service["PrivateNetwork"] == service["NoNewPrivileges"] == service["MemoryDenyWriteExecute"] == "yes"
    assert service["ProtectSystem"] == "strict" and service["CapabilityBoundingSet"] == ""
    assert service["RestrictAddressFamilies"] == "AF_UNIX"
    # one killed worker must not end the run, and workers are not to be told to stop before their run
    assert (service["OOMPolicy"], service["KillMode"]) == ("continue", "mixed")
    places = (service["StateDirectory"], service["LogsDirectory"])
    assert places == ("fondoskop", "fondoskop") and "/var/log/fondoskop/" in service["ExecStart"]
    timer = unit("fondoskop.timer")
    assert re.fullmatch(r"\*-\*-\* \d\d:\d\d", timer["Timer"]["OnCalendar"])
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(ANALYZE is None, reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    service = (DEPLOY / "fondoskop.service").read_text(encoding="utf-8").replace(PROGRAM, "/bin/true")
    (tmp_path / "fondoskop.service").write_text(service, encoding="utf-8")
    shutil.copy(DEPLOY / "fondoskop.timer", tmp_path)
    units = [str(tmp_path / "fondoskop.service"), str(tmp_path / "fondoskop.timer")]
    done = subprocess.run([str(ANALYZE), "verify", *units], capture_output=True, text=True, check=False)
    # unknown keys and values are warnings, with status 0
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    judged = [str(ANALYZE), "security", "--offline=yes", "--threshold=10", units[0]]
    done = subprocess.run(judged, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-200:]


def test_alerts_ask_for_metrics_that_exist() -> None:
    source = (ROOT / "pipeline" / "monitor" / "metrics.py").read_text(encoding="utf-8")
    known = {next(Metric(name, "x", {"": 1}).lines()).split()[2] for name in re.findall(r'Metric\("(\w+)"', source)}
    asked = set(re.findall(r"\bfondoskop_\w+", (DEPLOY / "alerts.yml").read_text(encoding="utf-8")))
    assert len(asked) == 3 and asked <= known


def test_the_page_names_every_problem() -> None:
    page = (ROOT / "docs" / "unattended.md").read_text(encoding="utf-8")
    source = (ROOT / "pipeline" / "monitor" / "status.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'problems\.append\("(\w+)"\)', source)) | {"run_killed", "run_failed", "run_interrupted"}
    assert codes == set(re.findall(r"^\| `(\w+)` \| ", page.partition("## Monitoring")[2], re.MULTILINE))
