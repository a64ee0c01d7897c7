"""What the tests with heavy peers share: the way to the light ones' helpers, and to the tools of Go and Java."""
import functools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from peers import Server, require  # noqa: E402
from pki import openssl  # noqa: E402

MADE = tempfile.TemporaryDirectory(prefix="cxtls-heavy-")  # gone with the process
BUILDING = 300  # seconds for a peer's own tools to compile a client, or to start

# The first Go whose TLS 1.2 has the extended master secret.
GO_OF_TLS12 = (1, 21)


def go_version(program):
    text = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in re.search(r"go(\d+)\.(\d+)", text).groups())


def gos():
    """Each Go of this machine, oldest first: its version and where it is. Debian keeps them side by side."""
    found = {str(program) for program in pathlib.Path("/usr/lib").glob("go-*/bin/go")} | {require("go")}
    return sorted((go_version(program), program) for program in found)


def build(*command):
    made = subprocess.run([str(part) for part in command], capture_output=True, timeout=BUILDING, env=os.environ |
                          {"GOCACHE": MADE.name, "GO111MODULE": "off", "GOFLAGS": "", "GOTOOLCHAIN": "local"})
    if made.returncode != 0:
        raise AssertionError(made.stderr.decode())


@functools.cache
def go_program(name, which=-1):
    """Compiles NAME.go with the newest Go, or another of gos()."""
    (major, minor), go = gos()[which]
    program = f"{MADE.name}/{name}-{major}.{minor}"
    build(go, "build", "-o", program, HERE / f"{name}.go", HERE / "go_common.go")
    return program


@functools.cache
def java_class(name):
    """Compiles NAME.java: the arguments that run it, after the properties."""
    build(require("javac"), "-d", MADE.name, HERE / f"{name}.java")
    return ["-cp", MADE.name, name]


def pkcs12(identity):
    """What Java reads keys from; the password is "secret"."""
    file = identity.chain.with_suffix(".p12")
    openssl("pkcs12", "-export", "-in", identity.chain, "-inkey", identity.key, "-out", file, "-passout", "pass:secret")
    return file


class Listening(Server):
    """A server of ours in another language: it says PORT and which."""

    def __init__(self, *command):
        super().__init__(*command)
        try:
            self.port = int(self.wait_for(rb"PORT (\d+)")[1])
        except BaseException:
            self.close()
            raise
