// Uploads over HTTP with real progress, two at a time: the body is the file itself, and one that fails does not touch
// the others. One that is cut off asks how much has arrived and goes on from there, also after the page was left: the
// id of a file is kept in this browser until the file is taken, refused or stopped.
// Names of files under way are kept for this tab: if the page is left, the next visit says which were not finished.
const notes = 'leads-uploads', offsetHeader = 'Upload-Offset', mostFiles = 100, mostTries = 8;

const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  return [...bytes].map((byte, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
};

const entriesOf = async folder => {
  const reader = folder.createReader(), all = [];
  for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length;) all.push(...some);
  return all;
};

const filesOf = async entry => entry.isDirectory
  ? (await Promise.all((await entriesOf(entry)).map(filesOf))).flat()
  : [await new Promise((done, fail) => entry.file(done, fail))];

export function start(target, input, folderInput, drop) {
  const field = document.querySelector(input), folderField = document.querySelector(folderInput);
  const zone = document.querySelector(drop), endings = field.accept.split(',');
  const waiting = [], running = new Map();
  let nextKey = 1, isGone = false;
  const pause = (ms, item) => new Promise(done => {
    setTimeout(done, ms);
    addEventListener('online', done, { once: true });
    if (item) item.wake = done;
  });
  const tell = (method, ...args) => isGone ? Promise.resolve() : target.invokeMethodAsync(method, ...args);
  const hint = (method, ...args) => tell(method, ...args).catch(() => { });
  // What a file became is told until the page hears it: the circuit may be lost with the connection.
  const report = async (method, ...args) => {
    while (!isGone) try { return await tell(method, ...args); } catch { await pause(2000); }
  };
  const note = () => {
    const names = [...waiting, ...running.values()].map(item => item.file.name);
    if (names.length) sessionStorage.setItem(notes, JSON.stringify(names)); else sessionStorage.removeItem(notes);
  };

  const request = (item, method, address, headers, body, onProgress) => new Promise(done => {
    const call = item.request = new XMLHttpRequest();
    call.open(method, `/imports/upload/${item.id}${address}`);
    Object.entries(headers).forEach(([name, value]) => call.setRequestHeader(name, value));
    if (onProgress) call.upload.onprogress = onProgress;
    call.onloadend = () => done(call);
    call.send(body);
  });

  const identify = item => {
    item.store = `leads-upload:${item.path}|${item.file.size}|${item.file.lastModified}`;
    item.id = localStorage.getItem(item.store);
    item.isKnown = item.id !== null;
    // The same file twice at once is two files.
    if (!item.isKnown || [...running.values()].some(other => other !== item && other.id === item.id)) {
      item.isKnown = false;
      localStorage.setItem(item.store, item.id = newId());
    }
  };

  const send = async item => {
    const { file } = item;
    let shown = -1, at = 0, best = 0;
    const show = sent => {
      const now = Date.now(), percent = Math.floor(100 * sent / Math.max(1, file.size));
      if (percent !== shown && (now - at > 150 || percent === 100)) { at = now; hint('OnProgress', item.key, shown = percent); }
    };
    for (let tries = 0, offset = item.isKnown ? null : 0; !item.isStopped && !isGone;) {
      if (offset === null) {
        const head = await request(item, 'HEAD', '', {});
        offset = head.status === 200 ? Number(head.getResponseHeader(offsetHeader)) : null;
        if (offset > file.size) offset = null;
      }
      if (offset !== null) {
        if (offset > best) { best = offset; tries = 0; }
        const from = offset, part = from ? file.slice(from) : file;
        show(from);
        const call = await request(item, 'PATCH', `?name=${encodeURIComponent(file.name)}&size=${file.size}`,
          { [offsetHeader]: from }, part, e => show(from + e.loaded));
        if (call.status === 200 || call.status === 422) {
          try { return JSON.parse(call.responseText); } catch { return { error: 'lost', isKept: true }; }
        }
        offset = null;
      }
      if (item.isStopped || isGone) break;
      if (++tries > mostTries) return { error: 'lost', isKept: true };
      shown = -1;
      hint('OnPaused', item.key);
      await pause(Math.min(30, 2 ** (tries - 1)) * 1000, item);
    }
    return { error: 'stopped' };
  };

  const forget = async item => {
    for (let tries = 0; tries < 5; tries++) {
      if ((await request(item, 'DELETE', '', {})).status !== 409) return;
      await pause(500);
    }
  };

  const run = async item => {
    running.set(item.key, item);
    identify(item);
    const answer = await send(item);
    if (isGone) return;
    if (!answer.isKept) localStorage.removeItem(item.store);
    if (answer.id) await report('OnDone', item.key, answer.id); else await report('OnRefused', item.key, answer.error);
    if (item.isStopped) forget(item);
    running.delete(item.key);
    note();
    next();
  };
  const next = () => { while (running.size < 2 && waiting.length) run(waiting.shift()); };

  const take = (files, path = file => file.name) => {
    [...files].forEach(file => {
      const item = { key: nextKey++, file, path: path(file) };
      hint('OnChosen', item.key, file.name, file.size);
      waiting.push(item);
    });
    note();
    next();
  };
  const takeFolder = (name, files) => {
    const tables = [...files].filter(file => !file.name.startsWith('.') && endings.some(end => file.name.toLowerCase().endsWith(end)));
    const kept = tables.slice(0, mostFiles);
    hint('OnFolder', name, kept.length, files.length - kept.length);
    take(kept, file => `${name}/${file.webkitRelativePath || file.name}`);
  };

  const leaving = e => { if (waiting.length || running.size) e.preventDefault(); };
  field.addEventListener('change', () => { take(field.files); field.value = ''; });
  folderField.addEventListener('change', () => {
    const files = [...folderField.files];
    if (files.length) takeFolder(files[0].webkitRelativePath.split('/')[0], files);
    folderField.value = '';
  });
  zone.addEventListener('dragover', e => { e.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', e => {
    e.preventDefault();
    zone.classList.remove('over');
    if (field.disabled) return;
    // Before the first await: what was dropped is gone after it.
    const files = [...e.dataTransfer.files];
    const entries = [...e.dataTransfer.items].filter(item => item.kind === 'file').map(item => item.webkitGetAsEntry?.());
    take(files.filter((_, i) => !entries[i]?.isDirectory));
    entries.filter(entry => entry?.isDirectory).forEach(async folder => {
      try { takeFolder(folder.name, await filesOf(folder)); } catch { hint('OnFolder', folder.name, 0, 0); }
    });
  });
  addEventListener('beforeunload', leaving);
  const lost = JSON.parse(sessionStorage.getItem(notes) || '[]');
  sessionStorage.removeItem(notes);
  if (lost.length) hint('OnInterrupted', lost);
  return {
    stop(key) {
      const at = waiting.findIndex(item => item.key === key), item = running.get(key);
      if (at >= 0) { waiting.splice(at, 1); hint('OnRefused', key, 'stopped'); note(); }
      if (item) { item.isStopped = true; item.request?.abort(); item.wake?.(); }
    },
    dispose() {
      isGone = true;
      removeEventListener('beforeunload', leaving);
      running.forEach(item => item.request?.abort());
    },
  };
}
