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
    constructor(how) {
      super(window.relayed ? { ...how, iceTransportPolicy: "relay" } : how);
      peers.push(this);
    }
  };
  /** A line loses what a test says: a busy machine loses packets of its own. */
  const counted = Real.prototype.getStats;
  Real.prototype.getStats = async function (...of) {
    const told = new Map(await counted.apply(this, of));
    for (const [id, each] of told) {
      if (each.type === "remote-inbound-rtp") told.set(id, { ...each, fractionLost: camera.lost });
      if (each.type === "inbound-rtp") told.set(id, { ...each, packetsLost: 0 });
    }
    return told;
  };
  const now = Date.now;
  Date.now = () => now() + camera.ahead;
  const Socket = WebSocket;
  window.WebSocket = class extends Socket {
    send(text) {
      if (JSON.parse(text).t === "keep_media") camera.kept = true;
      super.send(text);
    }
  };
  /** Over a socket of its own, greeted. */
  let liar;
  let ids = 0;
  const said = async (frame) => {
    if (!liar) {
      liar = new WebSocket(new URL("live", location.href.replace(/^http/, "ws")));
      await new Promise((done) => (liar.onopen = done));
      liar.send(JSON.stringify({ t: "hello" }));
    }
    const id = `lie-${++ids}`;
    return new Promise((done) => {
      liar.addEventListener("message", ({ data }) => {
        const told = JSON.parse(data);
        if (told.id === id || told.t === "error") done(told);
      });
      liar.send(JSON.stringify({ ...frame, id }));
    });
  };
  /** By a connection of which the page knows nothing, with everything open. */
  const offered = async () => {
    const peer = new Real();
    peer.addTransceiver(tone(), { direction: "sendonly" });
    peer.addTransceiver(picture(), { direction: "sendonly" });
    await peer.setLocalDescription();
    await new Promise((done) => setTimeout(done, 500));
    return { peer, sdp: peer.localDescription.sdp };
  };
  const published = async () => {
    const { peer, sdp } = await offered();
    const answer = await said({ t: "send_media", offer: sdp });
    await peer.setRemoteDescription({ type: "answer", sdp: answer.answer });
    return { peer, t: answer.t };
  };
  const led = async (peer) => {
    peer.restartIce();
    await peer.setLocalDescription();
    return peer.localDescription.sdp;
  };
  window.camera = {
    /** Whether it went on with its lines on another socket. */
    kept: false,
    trouble: "",
    /** Of what it sends, as the far end would tell. */
    lost: 0,
    /** Milliseconds by which its clock is before ours. */
    ahead: 0,
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
      return told.find(({ type, kind }) => type === "inbound-rtp" && kind === "video")
        .framesDecoded;
    },
    /** By what kind of address each open connection goes. */
    async ways() {
      const open = peers.filter((each) => each.signalingState !== "closed");
      return Promise.all(
        open.map(async (each) => {
          const told = await each.getStats();
          const pair = [...told.values()].find(
            ({ type, nominated, state }) =>
              type === "candidate-pair" && nominated && state === "succeeded",
          );
          return told.get(pair?.localCandidateId)?.candidateType ?? "none";
        }),
      );
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
    /** What the page would never do: what the server says to it. */
    lies: {
      /** A publication beside its own, by another line. */
      async unasked() {
        return (await published()).t;
      },
      async again_and_open() {
        const again = await published();
        while (again.peer.connectionState !== "connected")
          await new Promise((done) => setTimeout(done, 50));
        return again.t;
      },
      async second_sound() {
        const { peer } = await published();
        peer.addTransceiver(tone(), { direction: "sendonly" });
        await peer.setLocalDescription();
        return (await said({ t: "send_media", offer: peer.localDescription.sdp })).code;
      },
      async led_another_way_and_open() {
        const { peer } = await published();
        return (await said({ t: "send_media", offer: await led(peer), restart: true })).t;
      },
      async led_another_way_with_a_second_sound() {
        const { peer } = await published();
        peer.addTransceiver(tone(), { direction: "sendonly" });
        return (await said({ t: "send_media", offer: await led(peer), restart: true })).code;
      },
      async lines_of_another_browser_led_another_way() {
        await published();
        const { sdp } = await offered();
        return (await said({ t: "send_media", offer: sdp, restart: true })).code;
      },
      async anothers_room_and_name() {
        const forged = { room: "khac", venue: "hall", site: null, feed: "68616c6c" };
        return (await said({ t: "send_media", offer: (await offered()).sdp, ...forged })).code;
      },
      async another_conference() {
        const url = new URL("live", location.href.replace(/^http/, "ws"));
        const abroad = new WebSocket(url.href.replace(/conferences\/[^/]+/, "conferences/khac"));
        return new Promise((done) => {
          abroad.onopen = () => done("let in");
          abroad.onerror = () => done("kept out");
        });
      },
      /** Of a desk. */
      async lines_of_others() {
        return (await said({ t: "ask_lines" })).code;
      },
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
    /** Of a picture that moves. */
    bits(video) {
      if (!video) return "none";
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 9;
      const pen = canvas.getContext("2d");
      pen.drawImage(video, 0, 0, 9, 9);
      const [red, green, blue] = pen.getImageData(4, 3, 1, 1).data;
      return [red, green, blue].map((each) => (each > 110 ? 1 : 0)).join("");
    },
    colour: () => camera.bits(document.querySelector(".media-picture.is-stage.is-moving video")),
    next: () => camera.bits(document.querySelector(".next-picture .is-moving video")),
    /** Of tiles that move, by site. */
    tiles: () =>
      Object.fromEntries(
        [...document.querySelectorAll(".moving-tile:has(.is-moving)")].map((each) => [
          each.dataset.site,
          camera.bits(each.querySelector("video")),
        ]),
      ),
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
