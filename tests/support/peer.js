(() => {
  const gathered = (pc) =>
    new Promise((done) => {
      const look = () => pc.iceGatheringState === "complete" && done(null);
      pc.addEventListener("icegatheringstatechange", look);
      look();
    });
  const whole = async (pc) => {
    await gathered(pc);
    return pc.localDescription.sdp;
  };

  const tone = () => {
    const audio = new AudioContext();
    const from = audio.createOscillator();
    const to = audio.createMediaStreamDestination();
    from.connect(to);
    from.start();
    return to.stream.getAudioTracks()[0];
  };
  const picture = (colour, width) => {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = (width / 16) * 9;
    const pen = canvas.getContext("2d");
    let turn = 0;
    setInterval(() => {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = "white";
      pen.fillRect((turn++ * 5) % 320, 170, 9, 9);
    }, 50);
    return canvas.captureStream(20).getVideoTracks()[0];
  };

  let sending, receiving;
  /** Of the large picture, and by line of each tile. */
  const screens = new Map();
  const screen = (line) => {
    if (!screens.has(line)) {
      const video = document.createElement("video");
      video.muted = video.autoplay = true;
      screens.set(line, video);
    }
    return screens.get(line);
  };

  const SIZES = [
    { rid: "h" },
    { rid: "m", scaleResolutionDownBy: 2 },
    { rid: "l", scaleResolutionDownBy: 4 },
  ];
  window.peer = {
    /** Of a picture in three sizes, or in one. */
    async offer(colour, several) {
      sending?.close();
      sending = new RTCPeerConnection();
      sending.addTransceiver(tone(), { direction: "sendonly" });
      sending.addTransceiver(picture(colour, several ? 960 : 320), {
        direction: "sendonly",
        ...(several ? { sendEncodings: SIZES } : {}),
      });
      await sending.setLocalDescription();
      return whole(sending);
    },
    /** The same lines, another way. */
    async led() {
      sending.restartIce();
      await sending.setLocalDescription();
      return whole(sending);
    },
    answered: (sdp) => sending.setRemoteDescription({ type: "answer", sdp }),
    async agreed(sdp) {
      receiving?.close();
      receiving = new RTCPeerConnection();
      receiving.ontrack = ({ track, transceiver }) => {
        if (track.kind !== "video") return;
        screen(transceiver.mid).srcObject = new MediaStream([track]);
        screen(transceiver.mid).play();
      };
      await receiving.setRemoteDescription({ type: "offer", sdp });
      await receiving.setLocalDescription();
      return whole(receiving);
    },
    /** To the same lines, another way. */
    async followed(sdp) {
      await receiving.setRemoteDescription({ type: "offer", sdp });
      await receiving.setLocalDescription();
      return whole(receiving);
    },
    async sounds() {
      const told = {};
      for (const each of (await receiving.getStats()).values())
        if (each.type === "inbound-rtp" && each.kind === "audio")
          told[each.mid] = each.packetsReceived;
      return told;
    },
    /** Packets of each line of picture. */
    async pictures() {
      const told = {};
      for (const each of (await receiving.getStats()).values())
        if (each.type === "inbound-rtp" && each.kind === "video")
          told[each.mid] = each.packetsReceived;
      return told;
    },
    width: (line) => screen(line).videoWidth,
    colour(line) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 9;
      const pen = canvas.getContext("2d");
      pen.drawImage(screen(line), 0, 0, 9, 9);
      const [red, green, blue] = pen.getImageData(4, 3, 1, 1).data;
      const most = Math.max(red, green, blue);
      if (most < 40) return "none";
      return red === most ? "red" : green === most ? "lime" : "blue";
    },
  };
})();
