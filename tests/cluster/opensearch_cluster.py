"""A real OpenSearch cluster on this machine, each node a process of its own.

A node ends with the process that started it. Everything listens on the loopback address alone.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from filelock import FileLock
from opensearch_jars import SECURITY, installed

PASSWORD = "loopback-only"
PUBLISHER, READER, STRANGER = "torino_publisher", "torino_reader", "torino_stranger"
"""Users. The last one is known and has no role."""
_HASH = "$2y$12$OpCGff/oQtr7YPdUeFTZIeg92nMfqscPCRwMXIC25iF9kQ5ga81NC"
"""Of PASSWORD, as the security plugin hashes it."""
HEAP = "512m"
_LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


class OpenSearchNodes:
    """A cluster of so many nodes in a folder; a context manager, which ends them."""

    def __init__(
        self,
        folder: Path,
        nodes: int = 1,
        *,
        secured: bool = False,
        settings: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        self.folder = folder
        self.secured = secured
        self._more_settings = settings
        self._home = installed(secured=secured)
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self.numbers = range(nodes)
        free = _free_ports(2 * nodes)
        self.ports, self._transport = free[:nodes], free[nodes:]

    def __enter__(self) -> OpenSearchNodes:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.secured:
            _make_certificates(self.folder)
        with ExitStack() as stack:
            stack.callback(self.stop)
            for number in self.numbers:
                self.start(number)
            self.wait("green")
            stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def location(self, name: str) -> str:
        """The location of an archive in this cluster."""
        listed = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        return f"{'https' if self.secured else 'http'}://{listed}/{name}"

    def start(self, number: int) -> None:
        """Start a node, or start it again with what it held."""
        node = self.folder / f"node{number}"
        config = node / "config"
        for part in (config, node / "data", node / "tmp"):
            part.mkdir(parents=True, exist_ok=True)
        settings = {
            **self._settings(number, node),
            **(_SECURED if self.secured else {}),
            **self._more_settings,
        }
        lines = (f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
        (config / "opensearch.yml").write_text("".join(lines))
        (config / "log4j2.properties").write_text(_LOGGING)
        (config / "jvm.options").touch()
        if self.secured:
            for name in ("node.p12", "trust.p12"):
                shutil.copy(self.folder / name, config)
            _write_users(self._home, config)
        command = [
            "java", f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",  # half the processor time of a start
            "-Dio.netty.noUnsafe=true", "-Dlog4j2.disable.jmx=true",
            f"-Djava.io.tmpdir={node / 'tmp'}", f"-Dopensearch.path.home={self._home}",
            f"-Dopensearch.path.conf={config}",
            "-cp", f"{self._home / 'main'}:{self._home / 'lib'}/*",
            "Main", str(self._home), str(config),
        ]  # fmt: skip
        with (node / "log").open("ab") as log:
            self._processes[number] = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=node
            )

    def kill(self, number: int) -> None:
        """End a node at once, as a loss of power would."""
        self._processes[number].kill()
        self._processes[number].wait()
        self._close(number)

    def hang(self, number: int) -> None:
        """Let a node do nothing any more, while its connections stay open."""
        self._processes[number].send_signal(signal.SIGSTOP)

    def resume(self, number: int) -> None:
        self._processes[number].send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End all nodes."""
        for number in list(self._processes):
            self.kill(number)

    def _close(self, number: int) -> None:
        process = self._processes.pop(number)
        if process.stdin:
            with suppress(OSError):
                process.stdin.close()

    def wait(self, status: str, nodes: int | None = None, seconds: float = 600) -> None:
        """Wait until the cluster has this health and so many nodes (all of them)."""
        nodes = len(self.ports) if nodes is None else nodes
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for number, process in self._processes.items():
                if process.poll() is not None:
                    log = (self.folder / f"node{number}" / "log").read_text(errors="replace")
                    raise AssertionError(f"node {number} has ended:\n{log[-3000:]}")
            health = self.ask("/_cluster/health") or {}
            if health.get("status") == status and health.get("number_of_nodes") == nodes:
                return
            time.sleep(0.2)
        known = (self.ask("/_cluster/health"), self.ask("/_cluster/allocation/explain"))
        raise AssertionError(f"not {status} after {seconds:.0f} seconds: {known}")

    def ask(self, path: str, method: str = "GET") -> Any:
        """What the first node that answers says; None when none does."""
        context = None
        headers = {}
        if self.secured:
            context = ssl.create_default_context(cafile=str(self.authority))
            user = base64.b64encode(f"{PUBLISHER}:{PASSWORD}".encode()).decode()
            headers = {"Authorization": f"Basic {user}"}
        for port in self.ports:
            url = f"{'https' if self.secured else 'http'}://127.0.0.1:{port}{path}"
            request = urllib.request.Request(url, headers=headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=5, context=context) as answer:
                    return json.load(answer)
            except (OSError, ValueError):
                continue
        return None

    @property
    def authority(self) -> Path:
        """The PEM file of the authority of the nodes' certificates."""
        return self.folder / "ca.pem"

    def memory(self) -> list[int]:
        """Bytes of memory that each running node takes."""
        pages = [
            int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
            for process in self._processes.values()
        ]
        return [os.sysconf("SC_PAGE_SIZE") * number for number in pages]

    def processor_seconds(self) -> float:
        """Processor time that all running nodes have taken."""
        stats = [Path(f"/proc/{p.pid}/stat").read_text() for p in self._processes.values()]
        times = [stat.rpartition(")")[2].split()[11:13] for stat in stats]
        return sum(int(part) for each in times for part in each) / os.sysconf("SC_CLK_TCK")

    def _settings(self, number: int, node: Path) -> dict[str, Any]:
        return {
            "cluster.name": "torino-tests",
            "node.name": f"node{number}",
            "path.data": str(node / "data"),
            "path.logs": str(node),
            "network.host": "127.0.0.1",
            "http.port": self.ports[number],
            "transport.port": self._transport[number],
            "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in self._transport],
            "cluster.initial_cluster_manager_nodes": [f"node{n}" for n in self.numbers],
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "cluster.max_shards_per_node": 5000,
            "action.auto_create_index": False,
            # a dead node is noticed by its closed connections, a hung one by these
            "cluster.fault_detection.follower_check.timeout": "5s",
            "cluster.fault_detection.leader_check.timeout": "5s",
        }


_SECURED = {
    **{
        f"plugins.security.ssl.{layer}.{store}_{key}": value
        for layer in ("transport", "http")
        for store, file in (("keystore", "node.p12"), ("truststore", "trust.p12"))
        for key, value in (("filepath", file), ("type", "PKCS12"), ("password", PASSWORD))
    },
    "plugins.security.ssl.http.enabled": True,
    "plugins.security.ssl.transport.enforce_hostname_verification": False,
    "plugins.security.nodes_dn": ["CN=node"],
    "plugins.security.authcz.admin_dn": ["CN=admin"],
    "plugins.security.allow_default_init_securityindex": True,
    "plugins.security.audit.type": "noop",
}

ROLES: dict[str, Any] = {
    PUBLISHER: {
        "cluster_permissions": [
            "cluster:monitor/main",
            "cluster:monitor/health",
            "indices:data/write/bulk",
            "indices:data/read/mget",
        ],
        "index_permissions": [
            {
                "index_patterns": ["torino*"],
                "allowed_actions": [
                    "indices:admin/aliases*",
                    "indices:admin/create",
                    "indices:admin/delete",
                    "indices:admin/refresh*",
                    "indices:admin/resize",
                    "indices:admin/settings/update",
                    "indices:monitor/settings/get",
                    "indices:monitor/stats",
                    "indices:data/read/get",
                    "indices:data/read/mget*",
                    "indices:data/read/search",
                    "indices:data/write/bulk*",
                    "indices:data/write/delete",
                    "indices:data/write/index",
                ],
            }
        ],
    },
    READER: {
        "cluster_permissions": ["cluster:monitor/main"],
        "index_permissions": [
            {
                "index_patterns": ["torino*"],
                "allowed_actions": [
                    "indices:admin/aliases/get",
                    "indices:data/read/get",
                    "indices:data/read/search",
                ],
            }
        ],
    },
}
"""What a publisher and a reader need; web/deploy/cluster.md says the same."""


@contextmanager
def shared_node(folder: Path) -> Iterator[str]:
    """The address of a node that several processes share.

    The first starts it, and ends it when all have left the block.
    """
    folder.mkdir(parents=True, exist_ok=True)
    address = folder / "address"
    with (folder / "users").open("w") as users, ExitStack() as stack:
        with FileLock(folder / "LOCK"):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not address.exists():
                nodes = stack.enter_context(OpenSearchNodes(folder / "node"))
                stack.callback(address.unlink)
                address.write_text(f"http://127.0.0.1:{nodes.ports[0]}")
                stack.callback(fcntl.flock, users, fcntl.LOCK_EX)  # waits for the others
        yield address.read_text()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _make_certificates(folder: Path) -> None:
    """Make one key for all nodes, and what clients trust."""

    def keytool(*words: str) -> None:
        subprocess.run(
            ["keytool", *words, "-storetype", "PKCS12", "-storepass", PASSWORD],
            check=True, capture_output=True, cwd=folder,
        )  # fmt: skip

    keytool("-genkeypair", "-alias", "node", "-dname", "CN=node", "-keyalg", "EC", "-groupname",
            "secp256r1", "-validity", "3650", "-ext", "SAN=IP:127.0.0.1,DNS:localhost", "-ext",
            "BC=ca:true", "-ext", "EKU=serverAuth,clientAuth", "-keystore", "node.p12")  # fmt: skip
    keytool("-exportcert", "-rfc", "-alias", "node", "-keystore", "node.p12", "-file", "ca.pem")
    keytool("-importcert", "-noprompt", "-alias", "node", "-file", "ca.pem", "-keystore",
            "trust.p12")  # fmt: skip


def _write_users(home: Path, config: Path) -> None:
    """Write the security plugin's own files, with three users."""
    folder = config / SECURITY
    shutil.copytree(home / "plugins" / SECURITY / "config", folder, dirs_exist_ok=True)
    for name, kind, body in (
        ("internal_users", "internalusers", {user: {"hash": _HASH} for user in (*ROLES, STRANGER)}),
        ("roles", "roles", ROLES),
        ("roles_mapping", "rolesmapping", {user: {"users": [user]} for user in ROLES}),
    ):
        text = json.dumps({"_meta": {"type": kind, "config_version": 2}, **body})
        (folder / f"{name}.yml").write_text(text)
