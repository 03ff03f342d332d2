// What the page shows while the server is away. The framework tells each state of the circuit by an event, and sets its
// class; the browser tells at once when its own network is gone, long before the circuit notices.
addEventListener('DOMContentLoaded', () => {
  const dialog = document.getElementById('components-reconnect-modal');
  const note = document.getElementById('offline-note');
  // Something was typed and not saved: the page is not loaded anew without being asked.
  let isTyped = false;
  document.addEventListener('input', () => { isTyped = true; });
  document.addEventListener('submit', () => { isTyped = false; });

  const showNetwork = () => { if (note) note.hidden = navigator.onLine; };
  addEventListener('offline', showNetwork);
  addEventListener('online', () => { showNetwork(); if (dialog?.open) again(); });
  showNetwork();

  const back = async join => {
    try { if (await join()) dialog.close(); else await reload(); } catch { document.addEventListener('visibilitychange', again); }
  };
  const again = () => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', again);
    back(async () => await Blazor.reconnect() || await Blazor.resumeCircuit());
  };
  // A server that started anew does not know the circuit: the page is loaded again, once the server answers.
  const reload = async () => {
    dialog.className = 'ld-lost components-reconnect-rejected';
    if (isTyped) return;
    for (let i = 0; i < 60; i++) {
      try { if ((await fetch('/health', { cache: 'no-store' })).ok) { location.reload(); return; } } catch { /* still away */ }
      await new Promise(done => setTimeout(done, 1000));
    }
  };
  dialog?.addEventListener('components-reconnect-state-changed', e => {
    if (e.detail.state === 'hide') dialog.close(); else if (!dialog.open) dialog.showModal();
    if (e.detail.state === 'failed') document.addEventListener('visibilitychange', again);
    if (e.detail.state === 'rejected' || e.detail.state === 'resume-failed') reload();
  });
  dialog?.addEventListener('cancel', e => e.preventDefault());
  dialog?.addEventListener('click', e => {
    if (e.target.closest('[data-reconnect]')) again();
    if (e.target.closest('[data-resume]')) back(() => Blazor.resumeCircuit());
    if (e.target.closest('[data-reload]')) location.reload();
  });
});
