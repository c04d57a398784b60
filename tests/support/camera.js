/** Instead of a camera and a microphone: one colour and one tone, told apart at the far end. */
([colour, hertz]) => {
  const tone = () => {
    const audio = new AudioContext();
    const from = audio.createOscillator();
    from.frequency.value = hertz;
    const to = audio.createMediaStreamDestination();
    from.connect(to);
    from.start();
    return to.stream.getAudioTracks()[0];
  };
  const picture = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 320;
    canvas.height = 180;
    const pen = canvas.getContext("2d");
    let turn = 0;
    setInterval(() => {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 320, 180);
      pen.fillStyle = "white";
      pen.fillRect((turn++ * 5) % 320, 170, 9, 9);
    }, 100);
    return canvas.captureStream(10).getVideoTracks()[0];
  };
  const peers = [];
  const Real = RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(...how) {
      super(...how);
      peers.push(this);
    }
  };
  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    send(text) {
      if (JSON.parse(text).t === "keep_media") camera.kept = true;
      super.send(text);
    }
  };
  window.camera = {
    /** Whether it went on with its lines on another socket. */
    kept: false,
    trouble: "",
    peers,
    receiving: () => peers.filter((each) => each.signalingState !== "closed").at(-1),
    /** Packets and loudest tone of each line of sound. */
    async sounds() {
      const told = {};
      for (const peer of peers)
        if (peer.signalingState !== "closed")
          for (const each of (await peer.getStats()).values())
            if (each.type === "inbound-rtp" && each.kind === "audio")
              told[each.mid] = each.packetsReceived;
      return told;
    },
    /** Of the picture that it is sent, as many as it has decoded. */
    async frames() {
      const told = [...(await camera.receiving().getStats()).values()];
      return told.find(({ type, kind }) => type === "inbound-rtp" && kind === "video").framesDecoded;
    },
    /** With how many connections there have been: another count is of another agreement. */
    async count() {
      return { agreed: peers.length, sounds: await camera.sounds() };
    },
    /** Whether it sends and receives by connections made since. */
    anew(before) {
      const open = peers.slice(before).filter((each) => each.connectionState === "connected");
      return open.length === 2;
    },
    /** As many lines as there are voices have brought more than five packets since. */
    async passed(before, voices) {
      const now = Object.entries(await camera.sounds());
      return now.filter(([line, count]) => count > (before[line] ?? 0) + 5).length === voices;
    },
    /**
     * What the page would never do: answers of the server to a publication beside its own, to a
     * second sound in it, to one in the name of the hall and in another room, and to another
     * publication that is never silent; and whether another conference let it in.
     */
    async lie() {
      const socket = new WebSocket(
        `${location.href.replace(/^http/, "ws").replace(/site$/, "live")}`,
      );
      await new Promise((done) => (socket.onopen = done));
      const told = (id, frame) =>
        new Promise((done) => {
          socket.addEventListener("message", ({ data }) => {
            const said = JSON.parse(data);
            if (said.id === id || said.t === "error") done(said);
          });
          socket.send(JSON.stringify({ ...frame, id }));
        });
      socket.send(JSON.stringify({ t: "hello" }));
      const peer = new Real();
      peer.addTransceiver(tone(), { direction: "sendonly" });
      peer.addTransceiver(picture(), { direction: "sendonly" });
      await peer.setLocalDescription();
      await new Promise((done) => setTimeout(done, 500));
      const first = await told("1", { t: "send_media", offer: peer.localDescription.sdp });
      await peer.setRemoteDescription({ type: "answer", sdp: first.answer });
      peer.addTransceiver(tone(), { direction: "sendonly" });
      await peer.setLocalDescription();
      const second = await told("2", { t: "send_media", offer: peer.localDescription.sdp });
      const forged = { room: "khac", venue: "hall", site: null, feed: "68616c6c" };
      const offer = peer.localDescription.sdp;
      const another = await told("3", { t: "send_media", offer, ...forged });
      const abroad = new WebSocket(socket.url.replace(/conferences\/[^/]+/, "conferences/khac"));
      const let_in = await new Promise((done) => {
        abroad.onopen = () => done("let in");
        abroad.onerror = () => done("kept out");
      });
      const again = new Real();
      again.addTransceiver(tone(), { direction: "sendonly" });
      again.addTransceiver(picture(), { direction: "sendonly" });
      await again.setLocalDescription();
      await new Promise((done) => setTimeout(done, 500));
      const third = await told("4", { t: "send_media", offer: again.localDescription.sdp });
      await again.setRemoteDescription({ type: "answer", sdp: third.answer });
      const sends = () => again.connectionState === "connected";
      while (!sends()) await new Promise((done) => setTimeout(done, 50));
      return [first.t, second.code, another.code, let_in, third.t];
    },
    /** Hertz of what each line plays now, none where it is silent. */
    async tones() {
      camera.audio ??= new AudioContext();
      const lines = peers
        .filter((each) => each.signalingState !== "closed")
        .flatMap((each) => each.getTransceivers())
        .filter((each) => each.receiver.track.kind === "audio" && each.direction !== "sendonly");
      return lines.map(({ receiver }) => {
        receiver.analyser ??= (() => {
          const analyser = camera.audio.createAnalyser();
          analyser.fftSize = 8192;
          analyser.smoothingTimeConstant = 0;
          camera.audio.createMediaStreamSource(new MediaStream([receiver.track])).connect(analyser);
          return analyser;
        })();
        const bins = new Float32Array(receiver.analyser.frequencyBinCount);
        receiver.analyser.getFloatFrequencyData(bins);
        const at = bins.reduce((most, each, n) => (each > bins[most] ? n : most), 0);
        const step = camera.audio.sampleRate / 8192;
        return bins[at] > -60 ? Math.round((at * step) / 50) * 50 : 0;
      });
    },
    colour() {
      const large = document.querySelector(".media-picture.is-stage.is-moving video");
      if (!large) return "none";
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 9;
      const pen = canvas.getContext("2d");
      pen.drawImage(large, 0, 0, 9, 9);
      const [red, green, blue] = pen.getImageData(4, 3, 1, 1).data;
      return [red, green, blue].map((each) => (each > 110 ? 1 : 0)).join("");
    },
  };
  const get = async ({ audio, video }) => {
    const trouble = camera.trouble;
    if (trouble && !(trouble === "NotFoundError" && !video)) throw new DOMException("no", trouble);
    return new MediaStream([...(audio ? [tone()] : []), ...(video ? [picture()] : [])]);
  };
  Object.defineProperty(navigator, "mediaDevices", {
    value: { getUserMedia: get, enumerateDevices: async () => [], addEventListener() {} },
  });
};
