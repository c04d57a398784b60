/** Styles of what is gone through in the room: they come with it, for most mornings have none. */
const styles = document.createElement("link");
styles.rel = "stylesheet";
styles.href = new URL("../../../css/discussing.css", import.meta.url).href;
await new Promise((done) => {
  styles.onload = styles.onerror = done;
  document.head.append(styles);
});
