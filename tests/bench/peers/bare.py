"""The limit: ready bytes, one `socket.send` for each socket, and nothing else."""

import select
import socket
import sys

FRAME = b"\x81\x7e" + (300).to_bytes(2, "big") + b"x" * 300
HELLO = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


def main() -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(listening.getsockname()[1], flush=True)
    sockets: dict[int, socket.socket] = {}
    poll = select.epoll()
    poll.register(listening, select.EPOLLIN)
    while True:
        for handle, _ in poll.poll():
            if handle == listening.fileno():
                made, _address = listening.accept()
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                made.recv(65536)
                made.sendall(HELLO)
                sockets[made.fileno()] = made
                poll.register(made, select.EPOLLIN)
                continue
            if not sockets[handle].recv(65536):
                sys.exit()
            for each in sockets.values():
                if each.fileno() != handle:
                    each.send(FRAME)


main()
