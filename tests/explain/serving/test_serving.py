"""The server under way: many at once, nonsense, slow ones, and how it ends."""

import signal
import socket
import subprocess
import time
from urllib.parse import urlsplit

from click.testing import CliRunner

from benchmarks.serving import COMMAND, crowd, fuzz
from cli.main import main
from explain.serving.server import Brisk
from tests.explain.serving.conftest import QUAY, Client


def test_fifty_at_once_are_all_answered(client: Client) -> None:
    seen = crowd(client.address, clients=50, seconds=1)
    assert seen.faults == []
    assert set(seen.statuses) <= {200, 303, 404, 406}
    assert len(seen.seconds) > 50


def test_requests_that_make_no_sense_do_no_harm(client: Client) -> None:
    seen = fuzz(client.address, 120, seed=11)
    assert seen.faults == []
    assert client("/health").status == 200


def test_a_connection_that_sends_no_request_is_cut(client: Client) -> None:
    assert Brisk.most < 60
    where = urlsplit(client.address)
    with socket.create_connection((where.hostname or "", where.port or 0)) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x")
        line.shutdown(socket.SHUT_WR)
        line.settimeout(5)
        assert line.recv(100) == b""


def test_only_this_machine_is_answered_unless_told_otherwise(client: Client) -> None:
    assert urlsplit(client.address).hostname == "127.0.0.1"


def test_it_ends_at_once_and_whole_even_with_a_query_under_way() -> None:
    command = [str(COMMAND), "serve", "--port", "0", "--cases", str(QUAY), "--seconds", "60"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        where = urlsplit(process.stderr.readline().split()[1])
        with socket.create_connection((where.hostname or "", where.port or 0)) as line:
            query = "SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff.%3Fg%20%3Fh%20%3Fi%7D%20ORDER%20BY%20%3Fa"
            line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            assert process.wait(15) == 0
        assert "Traceback" not in process.stderr.read()


def test_where_somebody_listens_already_one_error_says_so(client: Client) -> None:
    port = str(urlsplit(client.address).port)
    done = CliRunner().invoke(main, ["serve", "--port", port, "--cases", str(QUAY)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"127.0.0.1:{port}: nobody can listen there" in " ".join(done.stderr.split())
    assert "--port" in " ".join(done.stderr.split())
