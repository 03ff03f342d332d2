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
  focus(selector) { document.querySelector(selector)?.focus(); },
};
// Menus made of <details data-menu> close on Escape and on a click elsewhere.
document.addEventListener('keydown', e => { if (e.key === 'Escape') document.querySelectorAll('details[data-menu][open]').forEach(d => { d.open = false; d.querySelector('summary').focus(); }); });
document.addEventListener('click', e => document.querySelectorAll('details[data-menu][open]').forEach(d => { if (!d.contains(e.target)) d.open = false; }));
