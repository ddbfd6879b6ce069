"""Fuzz the targets one after the other, guided by the coverage of our code: `make fuzz`.

What breaks a target is kept in `build/fuzz/TARGET/finds`, one input for each place that breaks, and the run goes on;
an input that hangs or crashes the interpreter ends the process, and another one goes on. Mended finds move to
`tests/fuzz/finds/TARGET`, which the normal suite replays.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDERS = (".", "tests", "tests/fuzz", "tests/pipeline/parse", "tests/sources")
WORK = ROOT / "build" / "fuzz"
HUNG, MIB_MOST, LONGEST = 60, 3000, 4096
"""Seconds for one input, as a document has by default; MiB of memory; bytes of an input."""
NAMES = ("numbers", "dates", "amounts", "front_matter", "html", "pdf", "containers")


def main() -> int:
    """Fuzz as asked on the command line; the status is 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(NAMES)}; all, if none is named")
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    names = options.targets or list(NAMES)
    if options.inside:
        _inside(names[0], options.seconds)
        return 0
    print("| target | seconds | inputs | finds |\n| --- | --: | --: | --: |")
    found = [_fuzz(name, options.seconds) for name in names]
    return int(any(found))


def _fuzz(name: str, seconds: int) -> bool:
    """Fuzz one target for so long, in as many processes as it takes; say whether something was found."""
    finds = WORK / name / "finds"
    finds.mkdir(parents=True, exist_ok=True)
    begun, tried = time.monotonic(), 0
    while (left := seconds - int(time.monotonic() - begun)) > 0:
        command = [sys.executable, __file__, "--inside", "--seconds", str(left), name]
        before = set(finds.iterdir())
        done = subprocess.run(command, cwd=WORK / name, capture_output=True, env=environment(), check=False)
        (WORK / name / "log").write_bytes(done.stderr)
        tried += _tried(done.stderr)
        if done.returncode and before == set(finds.iterdir()):
            raise SystemExit(f"{name}: the process ended with {done.returncode}\n{done.stderr[-2000:].decode()}")
    found = sorted(finds.iterdir())
    print(f"| {name} | {time.monotonic() - begun:.0f} | {tried:,} | {len(found)} |", flush=True)
    for path in found:
        print(f"{path.relative_to(ROOT)}", file=sys.stderr)
    return bool(found)


def environment() -> dict[str, str]:
    """Return the environment of a process that fuzzes."""
    # no Tesseract: a second a page, and none of our code; atheris by a path that holds in any folder
    return os.environ | {"TESSDATA_PREFIX": "/nowhere", "PYTHONPATH": str(ROOT / ".venv" / "fuzz")}


def _tried(log: bytes) -> int:
    """Return how many inputs a process tried, by the last line with a number; it prints one at every power of two."""
    return max((int(number) for number in re.findall(rb"(?m)^#(\d+)", log)), default=0)


def _inside(name: str, seconds: int) -> None:
    """Fuzz in this process. The modules that count for coverage must be loaded under atheris, the late ones too."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["pipeline", "extractors", "schemas"]):
        from seeds import seeds, words
        from targets import TARGETS

        for seed in seeds(name):
            TARGETS[name](seed)
    corpus, dictionary = WORK / name / "corpus", WORK / name / "words"
    corpus.mkdir(exist_ok=True)
    for seed in seeds(name):
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    dictionary.write_text("\n".join(map(_quoted, words())), encoding="ascii")
    limits = (
        f"-timeout={HUNG}",
        f"-report_slow_units={HUNG}",
        f"-rss_limit_mb={MIB_MOST}",
        f"-max_len={LONGEST}",
        f"-max_total_time={seconds}",
    )
    where = (f"-dict={dictionary}", f"-artifact_prefix={WORK / name / 'finds'}/", "-len_control=0", str(corpus))
    atheris.Setup([sys.argv[0], *limits, *where], _collecting(TARGETS[name], WORK / name / "finds"))
    atheris.Fuzz()


def _collecting(target: Callable[[bytes], None], finds: Path) -> Callable[[bytes], None]:
    """Return the target as one that keeps an input for each place where it fails, and goes on."""

    def run(content: bytes) -> None:
        try:
            target(content)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            path = finds / f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
            if not path.exists():
                path.write_bytes(content)
                traceback.print_exc()

    return run


def _quoted(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"'


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / folder) for folder in FOLDERS]
    sys.exit(main())
