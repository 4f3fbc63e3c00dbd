"""A company's network on this computer: both services behind TLS under names of their own, and squid in front."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from wizard.standin.services import Standins

SANSAN, SALESFORCE = "api.sansan.test", "login.salesforce.test"  # names that only the proxy knows
NAME, PASSWORD = "taro", "himitsu:9"
_HOP = ("host", "connection", "transfer-encoding", "content-length", "content-encoding", "accept-encoding")


class Company:
    """Runs all of it; use as a context manager. ``variables`` are what a person of the company has set."""

    def __init__(self) -> None:
        self._place = TemporaryDirectory()
        self._folder = Path(self._place.name)
        self._folder.chmod(0o777)  # squid gives up being the superuser, and writes here
        self.standins = Standins(cards=40, users=8)
        self.ready = self.standins.ready()
        self._certify()
        services = ((SANSAN, self.ready["sansan_url"]), (SALESFORCE, self.ready["salesforce_url"]))
        self._fronts = [self._front(*service) for service in services]
        self._squid, self.port = self._start_squid()

    def proxy(self, password: str = PASSWORD) -> str:
        """Return the proxy's address, with a name and password where one is given."""
        signs = f"{NAME}:{password.replace(':', '%3A')}@" if password else ""
        return f"http://{signs}127.0.0.1:{self.port}"

    def variables(self, password: str = PASSWORD) -> dict[str, str]:
        sansan, salesforce = (front.server_address[1] for front in self._fronts)
        return {
            "SANSAN_API_URL": f"https://{SANSAN}:{sansan}",
            "SALESFORCE_LOGIN_URL": f"https://{SALESFORCE}:{salesforce}",
            "https_proxy": self.proxy(password),
            "REQUESTS_CA_BUNDLE": str(self._folder / "ca.pem"),
            "SSL_CERT_FILE": str(self._folder / "ca.pem"),  # for the browser of the tests
        }

    def tunnels(self) -> list[str]:
        """Return the lines squid has written of tunnels."""
        return [line for line in (self._folder / "access.log").read_text().splitlines() if "CONNECT" in line]

    def __enter__(self) -> Company:
        return self

    def __exit__(self, *_: object) -> None:
        self._squid.terminate()
        self._squid.wait(30)
        for front in self._fronts:
            front.shutdown()
            front.server_close()
        self.standins.close()
        self._place.cleanup()

    def _certify(self) -> None:
        def openssl(command: str) -> None:
            subprocess.run(["openssl", *command.split()], cwd=self._folder, check=True, capture_output=True)

        openssl("req -x509 -newkey rsa:2048 -nodes -subj /CN=Company -keyout ca.key -out ca.pem -days 2")
        openssl("req -newkey rsa:2048 -nodes -subj /CN=services -keyout key.pem -out request.pem")
        (self._folder / "names").write_text(f"subjectAltName=DNS:{SANSAN},DNS:{SALESFORCE}\n")
        openssl("x509 -req -in request.pem -CA ca.pem -CAkey ca.key -extfile names -out cert.pem -days 2")

    def _front(self, name: str, behind: str) -> ThreadingHTTPServer:
        """Return a server that speaks TLS and passes on, with its own address in place of the one behind."""

        class Front(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {k: v for k, v in self.headers.items() if k.lower() not in _HOP}
                with requests.Session() as session:
                    session.trust_env = False
                    given = session.request(
                        self.command, behind + self.path, data=body, headers=headers, allow_redirects=False, timeout=60
                    )
                own = f"https://{name}:{self.server.server_address[1]}"
                data = given.content.replace(behind.encode(), own.encode())
                self.send_response(given.status_code)
                for key, value in given.headers.items():
                    if key.lower() not in _HOP:
                        self.send_header(key, value.replace(behind, own))
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = pass_on  # noqa: N815 - the names are http.server's

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Front)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._folder / "cert.pem", self._folder / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        return server

    def _start_squid(self) -> tuple[subprocess.Popen[bytes], int]:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        folder = self._folder
        secret = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], check=True, capture_output=True, text=True)
        (folder / "people").write_text(f"{NAME}:{secret.stdout}")
        (folder / "hosts").write_text(f"127.0.0.1 {SANSAN} {SALESFORCE}\n")
        (folder / "squid.conf").write_text(
            f"http_port 127.0.0.1:{port}\n"
            f"auth_param basic program /usr/lib/squid/basic_ncsa_auth {folder}/people\n"
            "acl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all\n"
            f"hosts_file {folder}/hosts\naccess_log stdio:{folder}/access.log\ncache_log {folder}/cache.log\n"
            f"pid_filename {folder}/squid.pid\ncoredump_dir {folder}\ncache deny all\nshutdown_lifetime 1 seconds\n"
            f"logfile_rotate 0\npinger_enable off\n"
        )
        for name in ("access.log", "cache.log"):
            (folder / name).touch()
            (folder / name).chmod(0o666)
        running = subprocess.Popen(
            ["squid", "-N", "-n", f"company{port}", "-f", str(folder / "squid.conf")], stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return running, port
            except OSError:
                time.sleep(0.2)
        running.kill()
        raise TimeoutError((folder / "cache.log").read_text())
