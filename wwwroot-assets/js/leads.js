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
