"""Real TLS servers on loopback: started, waited for by what they print, and always stopped."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PATIENCE = 30  # seconds until a peer that doesn't answer counts as broken; a sanitizer on a busy machine is slow


def require(program):
    """Where a peer is. Without it the tests fail in continuous integration, and are skipped elsewhere."""
    # Debian keeps nginx where only root looks.
    found = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if found is None:
        if os.environ.get("CI"):
            raise AssertionError(f"no {program} on this machine, and CI is set")
        raise unittest.SkipTest(f"no {program} on this machine")
    return found


def free_port():
    """A port nobody listens on now. For peers that can't say which one they were given."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """A child whose output can be waited for. Standard input stays open until close()."""

    def __init__(self, *command, **options):
        self.output = bytearray()
        self.ended = False
        self.change = threading.Condition()
        self.child = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, bufsize=0, **options)
        self.thread = threading.Thread(target=self.collect, daemon=True)
        self.thread.start()

    def collect(self):
        while piece := self.child.stdout.read(1 << 16):
            with self.change:
                self.output += piece
                self.change.notify_all()
        with self.change:
            self.ended = True
            self.change.notify_all()

    def wait_until(self, condition):
        """Blocks until condition(output) is true; what it returned."""
        found = None

        def look():
            nonlocal found
            found = condition(self.output)
            return found or self.ended
        with self.change:
            self.change.wait_for(look, PATIENCE)
        if not found:
            text = self.output[-2000:].decode(errors="replace")
            raise AssertionError(f"{self.child.args[0]} ended or said nothing in time: {text}")
        return found

    def wait_for(self, pattern):
        return self.wait_until(lambda output: re.search(pattern, output))

    def text(self):
        with self.change:
            return self.output.decode(errors="replace")

    def write(self, data):
        self.child.stdin.write(data)

    def end_input(self):
        self.child.stdin.close()

    def close(self):
        self.child.kill()
        self.child.wait()
        with contextlib.suppress(OSError):
            self.child.stdin.close()
        self.thread.join()
        self.child.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Server(Process):
    """A peer with a port."""

    port = None

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"


class OpensslServer(Server):
    """openssl s_server. -www answers with a status page, -HTTP with files, neither: what comes goes to the output."""

    def __init__(self, identity, *options, version="-tls1_3", **more):
        leaf, *rest = identity.certificates()
        chain = ["-cert_chain", identity.write("rest", rest)] if rest else []
        super().__init__(require("openssl"), "s_server", "-accept", "127.0.0.1:0", version, "-cert",
                         identity.write("leaf", [leaf]), "-key", identity.key, *chain, *options, **more)
        try:
            self.port = int(self.wait_for(rb"ACCEPT 127\.0\.0\.1:(\d+)")[1])
        except BaseException:
            self.close()
            raise


class GnutlsServer(Server):
    def __init__(self, identity, *options, priority="NORMAL:-VERS-ALL:+VERS-TLS1.3"):
        program = require("gnutls-serv")
        for attempt in range(5):  # the port may be taken between our look and the server's
            self.port = free_port()
            super().__init__(program, "--port", self.port, "--x509certfile", identity.chain, "--x509keyfile",
                             identity.key, "--priority", priority, *options)
            try:
                self.wait_for(rb"Server listening on IPv4 0\.0\.0\.0 port \d+\.\.\.done")
                return
            except AssertionError:
                self.close()
                if attempt == 4:
                    raise


class NginxServer(Server):
    """`servers` is the configuration's server blocks, with {port} for each port wanted: ports are in `ports`."""

    TEMPLATE = """daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr notice;
events {{ worker_connections 64; }}
http {{
  access_log off;
  default_type text/plain;
  client_body_temp_path {folder}/nginx-body;
  proxy_temp_path {folder}/nginx-proxy;
  fastcgi_temp_path {folder}/nginx-fastcgi;
  uwsgi_temp_path {folder}/nginx-uwsgi;
  scgi_temp_path {folder}/nginx-scgi;
  client_max_body_size 64m;
  ssl_protocols TLSv1.3;
  ssl_ecdh_curve X25519:prime256v1:secp384r1;
{servers}
}}
"""

    def __init__(self, folder, servers):
        program = require("nginx")
        config = pathlib.Path(folder, "nginx.conf")
        for attempt in range(5):
            self.ports = [free_port() for _ in servers]
            blocks = "\n".join(block.replace("{port}", str(port)) for block, port in zip(servers, self.ports))
            config.write_text(self.TEMPLATE.format(folder=folder, servers=blocks))
            super().__init__(program, "-p", folder, "-e", "stderr", "-c", config)
            self.port = self.ports[0]
            try:
                self.wait_for(rb'using the "\w+" event method')
                return
            except AssertionError:
                self.close()
                if attempt == 4:
                    raise


class NodeServer(Server):
    def __init__(self, identity, **options):
        super().__init__(require("node"), HERE / "node_server.js", json.dumps(
            {"cert": str(identity.chain), "key": str(identity.key), **{k: str(v) for k, v in options.items()}}))
        try:
            self.port = int(self.wait_for(rb"PORT (\d+)")[1])
        except BaseException:
            self.close()
            raise
