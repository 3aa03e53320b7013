"""Our ends of a WebSocket against those of python3-websockets. The one argument is the program
websocket_counterpart."""
import asyncio
import http
import subprocess
import sys
import unittest

import websockets

PROGRAM = sys.argv.pop(1)
LONG = "long " * 20_000


def ask(url, lines):
    """What our client prints when it sends those lines one after the other."""
    return subprocess.run([PROGRAM, "ask", url], input="".join(line + "\n" for line in lines),
                          capture_output=True, text=True, timeout=30)


class OurClient(unittest.IsolatedAsyncioTestCase):
    async def test_speaks_to_their_server(self):
        seen = {}

        async def echo(socket):
            seen["path"] = socket.path
            seen["extensions"] = socket.extensions
            pong = await socket.ping("1716000000123")
            await asyncio.wait_for(pong, 10)  # done only by a pong with the same payload
            async for text in socket:
                half = len(text) // 2
                await socket.send([text[:half], text[half:]])  # in two fragments
            seen["end"] = socket.close_code

        async with websockets.serve(echo, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            lines = ["question", "größer", LONG]
            done = await asyncio.to_thread(ask, f"ws://127.0.0.1:{port}/ws?a=b", lines)
        self.assertEqual(done.stdout.splitlines(), ["ping 1716000000123", *lines, "end 1000"])
        self.assertEqual(done.returncode, 0)
        self.assertEqual(seen, {"path": "/ws?a=b", "extensions": [], "end": 1000})

    async def test_tells_the_code_that_their_server_closes_with(self):
        async def leave(socket):
            await socket.close(1012, "restart")

        async with websockets.serve(leave, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            done = await asyncio.to_thread(subprocess.run, [PROGRAM, "ask", f"ws://127.0.0.1:{port}/"],
                                           stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertIn(done.stdout, ["end 1012\n", "end 1000\n"])  # both close at once

    async def test_is_refused_by_their_server(self):
        async def refuse(path, headers):
            return http.HTTPStatus.TOO_MANY_REQUESTS, [("Retry-After", "7")], b"slow down"

        async with websockets.serve(None, "127.0.0.1", 0, process_request=refuse) as server:
            port = server.sockets[0].getsockname()[1]
            done = await asyncio.to_thread(ask, f"ws://127.0.0.1:{port}/", ["x"])
        self.assertEqual(done.stdout, "end net.upgrade_refused\n")
        self.assertEqual(done.returncode, 1)


class OurServer(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.program = subprocess.Popen([PROGRAM, "serve"], stdout=subprocess.PIPE, text=True)
        self.url = f"ws://127.0.0.1:{int(self.program.stdout.readline())}/stream?streams=a/b"

    def tearDown(self):
        self.program.terminate()
        self.assertEqual(self.program.wait(10), 0)
        self.program.stdout.close()

    async def test_speaks_to_their_client(self):
        async with websockets.connect(self.url) as socket:  # offers compression
            self.assertEqual(socket.extensions, [])
            self.assertEqual(await socket.recv(), "pong from the server")
            for text in ["question", "größer", LONG]:
                await socket.send(text)
                self.assertEqual(await socket.recv(), text)
            await socket.send(["in ", "three ", "parts"])
            self.assertEqual(await socket.recv(), "in three parts")
            await asyncio.wait_for(await socket.ping("theirs"), 10)
            await socket.close(1001, "bye")
        self.assertEqual(socket.close_code, 1001)

    async def test_refuses_what_is_no_text(self):
        async with websockets.connect(self.url) as socket:
            await socket.send(b"binary")
            with self.assertRaises(websockets.ConnectionClosed) as closed:
                while True:
                    await socket.recv()
            self.assertEqual(closed.exception.rcvd.code, 1003)

    async def test_serves_their_clients_side_by_side(self):
        async def one(number):
            async with websockets.connect(self.url) as socket:
                await socket.recv()
                for count in range(20):
                    await socket.send(f"{number} {count}")
                    self.assertEqual(await socket.recv(), f"{number} {count}")

        await asyncio.gather(*(one(number) for number in range(20)))


if __name__ == "__main__":
    unittest.main()
