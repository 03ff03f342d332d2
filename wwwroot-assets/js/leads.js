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
  focus(selector) { document.querySelector(selector)?.focus(); },
};
// Menus made of <details data-menu> close on Escape and on a click elsewhere.
document.addEventListener('keydown', e => { if (e.key === 'Escape') document.querySelectorAll('details[data-menu][open]').forEach(d => { d.open = false; d.querySelector('summary').focus(); }); });
document.addEventListener('click', e => document.querySelectorAll('details[data-menu][open]').forEach(d => { if (!d.contains(e.target)) d.open = false; }));
// Upload over HTTP with real progress: the body is the file itself.
window.leads.upload = (target, input, drop, kind) => {
  const send = file => {
    if (!file) return;
    const request = new XMLHttpRequest();
    request.open('POST', `/imports/upload?name=${encodeURIComponent(file.name)}&kind=${document.querySelector(kind).value}`);
    request.setRequestHeader('X-Leads-Upload', '1');
    let shown = -1;
    const show = percent => { if (percent !== shown) target.invokeMethodAsync('OnProgress', shown = percent); };
    request.upload.onprogress = e => show(Math.floor(100 * e.loaded / Math.max(1, e.total)));
    request.onerror = () => target.invokeMethodAsync('OnRefused', '');
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* no JSON: the message below says what to do */ }
      if (request.status === 200) target.invokeMethodAsync('OnDone', answer.id); else target.invokeMethodAsync('OnRefused', answer.error || '');
      document.querySelector(input).value = '';
    };
    show(0);
    request.send(file);
  };
  const field = document.querySelector(input), zone = document.querySelector(drop);
  field.addEventListener('change', () => send(field.files[0]));
  zone.addEventListener('dragover', e => { e.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', e => { e.preventDefault(); zone.classList.remove('over'); send(e.dataTransfer.files[0]); });
};
