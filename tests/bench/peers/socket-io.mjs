// socket.io on Node: broadcast to everybody else.
import { createServer } from "node:http";

import { createRequire } from "node:module";

const { Server } = createRequire(new URL("../../js/", import.meta.url))("socket.io");

const text = "x".repeat(290);
const http = createServer();
const io = new Server(http, { perMessageDeflate: false, transports: ["websocket"] });
io.on("connection", (socket) => socket.on("go", () => socket.broadcast.emit("e", text)));
http.listen({ host: "127.0.0.1", port: 0, backlog: 1024 }, () => console.log(http.address().port));
