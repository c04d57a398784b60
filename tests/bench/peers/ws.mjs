// Node's ws: send to one client after another.
import { createRequire } from "node:module";

const { WebSocketServer } = createRequire(new URL("../../js/", import.meta.url))("ws");

const text = "x".repeat(300);
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false, backlog: 1024 }, () => console.log(server.address().port));
server.on("connection", (socket) =>
  socket.on("message", () => {
    for (const each of server.clients) if (each !== socket) each.send(text);
  }),
);
