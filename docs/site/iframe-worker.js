// Pages opened from the file system may start no worker; a hidden frame then does the search's work instead.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(script) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      this.ready = new Promise((done) => {
        document.body.append(frame);
        this.inner = frame.contentWindow;
        this.inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
        this.inner.importScripts = (...more) => more.reduce((before, next) => before.then(() => this.load(next)), Promise.resolve());
        done();
      }).then(() => this.load(script));
      this.frame = frame;
    }
    load(script) {
      return new Promise((done, failed) => {
        const tag = this.inner.document.createElement("script");
        tag.src = script;
        tag.onload = done;
        tag.onerror = failed;
        this.inner.document.body.append(tag);
      });
    }
    postMessage(data) {
      this.ready.then(() => this.inner.dispatchEvent(new this.inner.MessageEvent("message", { data })));
    }
    terminate() {
      this.frame.remove();
    }
  };
}
