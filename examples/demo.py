#!/usr/bin/env python3
"""demo.py FOLDER [BACKEND]: shows TLS connections as they happen, full, resumed and with early data, and three that are refused.

FOLDER holds the example programs: https_server serves, https_get and curl are its clients. BACKEND says whose
cryptography they use (boringssl, openssl, libsodium). Nothing leaves this machine:
the server listens on loopback, and its certificate authority is made for the occasion. The exit status is 0 only if all
connections did what they should.
"""
import contextlib
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/examples").resolve()
BACKEND = sys.argv[2] if len(sys.argv) > 2 else ""
HTTPS_GET, HTTPS_SERVER = (str(FOLDER / (name + (f"-{BACKEND}" if BACKEND else ""))) for name in ("https_get", "https_server"))
# libsodium's only signature is Ed25519.
NEW_KEY = ["-newkey", "ed25519"] if BACKEND == "libsodium" else ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
PAGE = "Hello!\n"
PAGE_RECORD = 4  # the server's records are counted from 0
PATIENCE = 30  # seconds after which something is broken
TLS_REFUSED = 3  # exit status of https_get

# What the lines of a trace mean, told before the first line that starts like this.
STORY = [
    ("=== Start", "The handshake is a state machine; each change of state is shown."),
    ("--> client_hello", "The client says what it can do, and sends a key share for the group it likes best. Every line"
     " below comes from the descriptor that also builds and parses the message: where it stands, its octets, the RFC's"
     " name for it, and what it means."),
    ("<-- server_hello", "The server chooses among what was offered, and sends its own key share. From here on both can"
     " compute the keys, and everything is encrypted."),
    ("<-- encrypted_extensions", "The rest of the server's choices; nobody on the wire sees them."),
    ("<-- certificate,", "Who the server claims to be."),
    ("<-- certificate_verify", "The proof that it holds the certificate's key: a signature over all messages so far."),
    ("=== WaitCertificateVerify", "The signature is good. Now the chain: does it lead to a trusted authority, is it valid"
     " today, and is it for the name that was asked for?"),
    ("<-- finished", "A MAC over the whole handshake: nobody changed a bit of it on the way."),
    ("--> finished", "The same from the client. The connection is open."),
    ("connected to", "What was negotiated."),
    ("<-- new_session_ticket", "The server hands out tickets. Each lets the client come back once without certificate and"
     " signature: only the server can open it, and finds in it what it has to know. The keys are fresh all the same."),
    ("HTTP/", "The page itself arrives as application data. This is HTTP's status line:"),
    ("--> alert close_notify", "The page is whole, and the client says that it is done. Somebody who cuts a connection"
     " short can't say that: it is authenticated like everything else."),
]


class Broken(Exception):
    """The demo didn't show what it should."""


def say(text="", indent=""):
    print(textwrap.fill(text, 100, initial_indent=indent, subsequent_indent=indent), flush=True)


def title(number, text):
    print(f"\n{number}. {text}\n", flush=True)


def openssl(folder, *arguments):
    run = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if run.returncode != 0:
        raise Broken(f"openssl {arguments[0]} failed: {run.stderr}")


def make_authority(folder, name, subject):
    openssl(folder, "req", "-x509", *NEW_KEY, "-nodes", "-days", "2", "-subj", f"/CN={subject}", "-addext", "keyUsage=critical,keyCertSign", "-keyout", f"{name}.key", "-out",
            f"{name}.pem")


def make_server(folder, authority):
    pathlib.Path(folder, "server.ext").write_text(
        "subjectAltName=DNS:localhost\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
        "extendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n")
    openssl(folder, "req", "-new", *NEW_KEY, "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
    openssl(folder, "x509", "-req", "-in", "server.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key",
            "-days", "2", "-extfile", "server.ext", "-out", "server.pem")


class Server:
    """https_server with the files of a folder. What it says of its connections is printed when somebody asks."""

    def __init__(self, folder):
        command = [HTTPS_SERVER, "--port", "0", "--cert", "server.pem", "--key", "server.key", "--early-data"]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        found = re.match(r"listening on .* port (\d+)$", self.process.stdout.readline().strip())
        if not found:
            raise Broken("https_server didn't start")
        self.port = int(found[1])

    def said(self, *expected):
        """Prints a line for each connection to end, and checks that it has these words."""
        print("\n    and the server said:")
        for words in expected:
            line = self.process.stdout.readline().rstrip()
            say(line, "    ")
            for word in words:
                if word not in line:
                    raise Broken(f"the server doesn't say {word!r}")

    def stop(self):
        """SIGTERM; the exit status."""
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@contextlib.contextmanager
def man_in_the_middle(port):
    """Passes one connection on to the server, and flips one bit in the record that holds the page; its port."""
    def records(source):
        pending = b""
        while piece := source.recv(65536):
            pending += piece
            while len(pending) >= 5 and len(pending) >= (size := 5 + int.from_bytes(pending[3:5], "big")):
                yield pending[:size]
                pending = pending[size:]

    def carry(source, sink, change):
        with contextlib.suppress(OSError):
            for index, record in enumerate(records(source)):
                sink.sendall(change(index, record))
            sink.shutdown(socket.SHUT_WR)

    def flip(index, record):
        # Before it: ServerHello, change_cipher_spec, the rest of the flight, the tickets.
        return record[:-1] + bytes([record[-1] ^ 1]) if index == PAGE_RECORD else record

    def serve():
        client, _ = listener.accept()
        with client, socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as upstream:
            client.settimeout(PATIENCE)
            other = threading.Thread(target=carry, args=(client, upstream, lambda index, record: record))
            other.start()
            carry(upstream, client, flip)
            other.join()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE)
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def show(program, command):
    print(f"    $ {program} " + " ".join(command), flush=True)


def explained(folder, *command):
    """Runs https_get and prints its standard error as it comes, with the story; its status and output."""
    show("https_get", command)
    untold = list(STORY)
    with subprocess.Popen([HTTPS_GET, *command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr:
            for beginning, text in untold:
                if line.startswith(beginning):
                    print()
                    say(text)
                    untold.remove((beginning, text))
                    break
            print("    " + line, end="", flush=True)
        page = process.stdout.read()
    if untold:
        raise Broken(f"the trace lacks a line that starts with {untold[0][0]!r}")
    return process.returncode, page


def refused(folder, words, *command):
    """Runs https_get, which must refuse with a sentence that has these words."""
    show("https_get", command)
    run = subprocess.run([HTTPS_GET, *command], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                         timeout=PATIENCE)
    sentence = run.stderr.rstrip().splitlines()[-1] if run.stderr.strip() else "(nothing)"
    say(sentence, "    ")
    if run.returncode != TLS_REFUSED:
        raise Broken(f"the exit status should be {TLS_REFUSED}, and is {run.returncode}")
    if run.stdout:
        raise Broken("something was printed as if it could be trusted: " + run.stdout)
    for word in words:
        if word not in sentence:
            raise Broken(f"the sentence doesn't say {word!r}")
    print("    Refused, and nothing was printed.", flush=True)


def run(folder, program, *command):
    """Runs a client and prints what it prints; its standard output."""
    show(program, command)
    done = subprocess.run([HTTPS_GET if program == "https_get" else program, *command], cwd=folder, text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE)
    for line in (done.stderr + done.stdout).splitlines():
        print("    " + line, flush=True)
    if done.returncode != 0:
        raise Broken(f"the exit status of {program} is {done.returncode}")
    return done.stdout


def demo(folder):
    title(1, "A throw-away certificate authority, and a server on this machine")
    make_authority(folder, "ca", "Demo Root")
    make_authority(folder, "another", "Another Root")
    make_server(folder, "ca")
    with Server(folder) as server:
        base = f"https://localhost:{server.port}"
        say(f'https_server listens on 127.0.0.1:{server.port}. Its certificate is for "localhost", signed by "Demo Root"'
            " (ca.pem), which only this demo trusts. Both ends are cxtls"
            + (f", and their cryptography is that of {BACKEND}." if BACKEND else "."), "    ")

        title(2, "A page, fetched and explained")
        status, page = explained(folder, "--cafile", "ca.pem", "--trace", f"{base}/hello")
        if (status, page) != (0, PAGE):
            raise Broken(f"the exit status is {status}, the page {page!r}")
        print()
        say("And the page, on standard output; the exit status is 0:")
        print("    " + page, end="", flush=True)
        server.said(["resumed=no", "end=closed"])

        title(3, "Twice: the second connection resumes the first")
        say("The second time the client shows a ticket of the first. No certificate is sent, nothing is signed or verified;"
            " what was verified then still counts, for as long as the certificate is good, and for this name only.")
        run(folder, "https_get", "--cafile", "ca.pem", "--repeat", "2", f"{base}/hello")
        server.said(["resumed=no", "end=closed"], ["resumed=yes", "end=closed"])

        title(4, "The request along with the first flight")
        say("A resumed connection has keys before the server has said a word. What is sent under them can be recorded and sent"
            " again by others, so that both ends have to want it, the server takes each first flight once, and answers"
            " nothing but what does no harm when it is asked twice.")
        seen = run(folder, "https_get", "--cafile", "ca.pem", "--repeat", "2", "--early-data", f"{base}/hello")
        if seen != 2 * PAGE:
            raise Broken(f"the pages are {seen!r}")
        server.said(["resumed=no", "early=none"], ["resumed=yes", "early=taken", "end=closed"])

        title(5, "The same with curl")
        say("Another implementation, which keeps the session for its second connection, too.")
        seen = run(folder, "curl", "--silent", "--show-error", "--cacert", "ca.pem", "--header", "Connection: close",
                   f"{base}/hello", f"{base}/connection")
        if "resumed yes" not in seen:
            raise Broken("curl's second connection isn't resumed")
        server.said(["resumed=no", "end=closed"], ["resumed=yes", "end=closed"])

        title(6, "The same server, asked for as somebody else")
        refused(folder, ["not for the expected name", "it is for localhost"], "--cafile", "ca.pem", "--connect",
                f"localhost:{server.port}", "https://example.com/hello")
        server.said(["the alert received is"])

        title(7, "A client that doesn't know the authority")
        refused(folder, ["trust anchor", '"Demo Root"'], "--cafile", "another.pem", f"{base}/hello")
        server.said(["the alert received is unknown_ca"])

        title(8, "Somebody in between, who flips one bit of the page")
        with man_in_the_middle(server.port) as between:
            refused(folder, ["doesn't authenticate"], "--cafile", "ca.pem", "--connect", f"localhost:{between}",
                    f"https://localhost:{between}/hello")
        server.said(["the alert received is bad_record_mac"])

        if server.stop() != 0:
            raise Broken("the server didn't stop as it should")
    print()
    say("Seven connections were good, three were refused, and both ends knew why. That is how it should be.")


def main():
    for program in [HTTPS_GET, HTTPS_SERVER]:
        if not pathlib.Path(program).is_file():
            sys.exit(f"demo: no program {program}: `./dev demo` builds it")
    try:
        with tempfile.TemporaryDirectory(prefix="cxtls-demo-") as folder:
            demo(folder)
    except (Broken, OSError, subprocess.SubprocessError) as why:
        sys.exit(f"demo: {why}")


if __name__ == "__main__":
    main()
