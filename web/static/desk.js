// Keys of the desk: a digit or letter chooses, focuses or presses what has it in data-key. A key
// that is typed into a field stays there; Escape leaves the field, Enter submits as forms do, and
// Ctrl+Enter from anywhere.
'use strict';
const typed = (one) => one instanceof HTMLInputElement && one.type === 'text' || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement;
const decide = () => document.querySelector('button[value=settle]');
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && decide()) {
    event.preventDefault();
    decide().click();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (event.key === 'Escape' && at) { at.blur(); return; }
  if (typed(at)) return;
  if (event.key === 'Enter' && (!at || at === document.body || at.type === 'radio' || at.type === 'checkbox')) {
    if (decide()) { event.preventDefault(); decide().click(); }
    return;
  }
  const meant = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!meant) return;
  event.preventDefault();
  if (meant.type === 'text' || meant.type === 'textarea') meant.focus();
  else { meant.focus(); meant.click(); }
});
