// Small DOM services for the pages; all computing is done on the server.
window.leads = {
  // Saves text the server made, under a name the user sees.
  save(name, text, type) {
    const url = URL.createObjectURL(new Blob([text], { type: type || 'text/plain;charset=utf-8' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  },
  // One-key commands: calls target.OnKey(key) unless the person is typing or uses a modifier.
  keys(target) {
    const on = e => {
      const t = e.target;
      if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) && !/^(checkbox|radio|range)$/.test(t.type) || t.isContentEditable) return;
      if (e.key.length === 1 || e.key === 'Escape' || e.key === 'Enter' && t === document.body) target.invokeMethodAsync('OnKey', e.key);
    };
    document.addEventListener('keydown', on);
    return { dispose: () => document.removeEventListener('keydown', on) };
  },
  reveal(selector) { document.querySelector(selector)?.scrollIntoView({ block: 'nearest' }); },
  submit(selector) { document.querySelector(selector)?.requestSubmit(); },
  focus(selector) { document.querySelector(selector)?.focus(); },
};
// The zone of this browser, for the next page that the server makes.
document.cookie = `tz=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone || '')};path=/;max-age=31536000;samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
// Turns the colours in place; the cookie tells the next page. The link for the way back takes the focus.
document.addEventListener('click', e => {
  const link = e.target.closest?.('[data-scheme-to]');
  if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  const scheme = document.documentElement.dataset.scheme = link.dataset.schemeTo;
  document.cookie = `leads-scheme=${scheme};path=/;max-age=31536000;samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
  document.querySelector(`[data-scheme-to]:not([data-scheme-to=${scheme}])`)?.focus();
});
// Uploads over HTTP with real progress, two at a time: the body is the file itself, and one that fails does not touch the others.
// Names of files under way are kept for this tab: if the page is left, the next visit says which were lost.
window.leads.uploads = (target, input, drop) => {
  const field = document.querySelector(input), zone = document.querySelector(drop), notes = 'leads-uploads';
  const waiting = [], running = new Map();
  let nextKey = 1, isGone = false;
  const tell = (method, ...args) => { if (!isGone) target.invokeMethodAsync(method, ...args).catch(() => { }); };
  const note = () => {
    const names = [...waiting, ...running.values()].map(item => item.file.name);
    if (names.length) sessionStorage.setItem(notes, JSON.stringify(names)); else sessionStorage.removeItem(notes);
  };
  const ended = item => { running.delete(item.key); if (!isGone) { note(); next(); } };
  const next = () => {
    while (running.size < 2 && waiting.length) {
      const item = waiting.shift(), request = item.request = new XMLHttpRequest();
      running.set(item.key, item);
      request.open('POST', `/imports/upload?name=${encodeURIComponent(item.file.name)}`);
      request.setRequestHeader('X-Leads-Upload', '1');
      let shown = -1, at = 0;
      const show = percent => {
        const now = Date.now();
        if (percent !== shown && (now - at > 150 || percent === 100)) { at = now; tell('OnProgress', item.key, shown = percent); }
      };
      request.upload.onprogress = e => show(Math.floor(100 * e.loaded / Math.max(1, e.total)));
      request.onerror = () => { tell('OnRefused', item.key, 'lost'); ended(item); };
      request.onabort = () => { tell('OnRefused', item.key, 'stopped'); ended(item); };
      request.onload = () => {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* no JSON: the page says what to do */ }
        if (request.status === 200) tell('OnDone', item.key, answer.id); else tell('OnRefused', item.key, answer.error || 'lost');
        ended(item);
      };
      show(0);
      request.send(item.file);
    }
  };
  const take = (files, folders) => {
    [...files].forEach((file, i) => {
      const item = { key: nextKey++, file };
      tell('OnChosen', item.key, file.name, file.size);
      if (folders?.[i]) tell('OnRefused', item.key, 'folder'); else waiting.push(item);
    });
    note();
    next();
  };
  const leaving = e => { if (waiting.length || running.size) e.preventDefault(); };
  field.addEventListener('change', () => { take(field.files); field.value = ''; });
  zone.addEventListener('dragover', e => { e.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', e => {
    e.preventDefault();
    zone.classList.remove('over');
    if (!field.disabled) take(e.dataTransfer.files, [...e.dataTransfer.items].filter(item => item.kind === 'file').map(item => item.webkitGetAsEntry?.()?.isDirectory));
  });
  addEventListener('beforeunload', leaving);
  const lost = JSON.parse(sessionStorage.getItem(notes) || '[]');
  sessionStorage.removeItem(notes);
  if (lost.length) tell('OnInterrupted', lost);
  return {
    stop(key) {
      const at = waiting.findIndex(item => item.key === key);
      if (at >= 0) { waiting.splice(at, 1); tell('OnRefused', key, 'stopped'); note(); } else running.get(key)?.request.abort();
    },
    dispose() {
      isGone = true;
      removeEventListener('beforeunload', leaving);
      running.forEach(item => item.request.abort());
    },
  };
};
