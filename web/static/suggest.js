// Names to go to while typing: a combobox after the ARIA Authoring Practices. The page is whole
// without it. No dependency, no state but what is on the page.
(() => {
  const box = document.getElementById('q'), lang = document.documentElement.lang;
  if (!box || !window.fetch) return;
  const list = document.createElement('div'), say = document.createElement('p');
  list.id = 'names'; list.className = 'names'; list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.dataset.names);
  say.className = 'vh'; say.setAttribute('role', 'status');
  box.after(list); box.form.append(say);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'],
    ['aria-expanded', 'false'], ['aria-controls', 'names']]) box.setAttribute(name, value);
  const chosen = box.form.elements.read, read = chosen ? {read: chosen.value} : {};
  let at = -1, asked = '', waiting = 0;

  const options = () => [...list.querySelectorAll('[role=option]')];
  const shut = () => {
    list.hidden = true; at = -1; say.textContent = '';
    box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant');
  };
  const mark = to => {
    const all = options();
    all[at]?.removeAttribute('aria-selected');
    at = (to + all.length + 1) % (all.length + 1);
    if (at === all.length) at = -1;
    all[at]?.setAttribute('aria-selected', 'true');
    all[at]?.scrollIntoView({block: 'nearest'});
    if (at < 0) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', all[at].id);
  };
  const show = groups => {
    list.replaceChildren(); at = -1;
    let number = 0;
    for (const group of groups) {
      const part = document.createElement('div'), head = document.createElement('div');
      part.setAttribute('role', 'group'); part.setAttribute('aria-label', group.name);
      head.className = 'soft'; head.textContent = group.name; head.setAttribute('aria-hidden', 'true');
      part.append(head);
      for (const each of group.values) {
        const option = document.createElement('div'), count = document.createElement('span');
        option.id = `name${number++}`; option.dataset.url = each.url;
        option.setAttribute('role', 'option');
        count.className = 'n'; count.textContent = each.count;
        const words = document.createElement('span');
        if (each.language) words.lang = each.language === 'und' ? '' : each.language;
        words.textContent = `${each.label} `;
        option.append(words, count); part.append(option);
      }
      list.append(part);
    }
    list.hidden = !number;
    box.setAttribute('aria-expanded', String(!!number));
    say.textContent = number ? `${number} ${box.dataset.names}` : '';
  };
  const ask = async () => {
    const typed = box.value.trim();
    if (typed === asked) return;
    asked = typed;
    if (typed.length < 2) return shut();
    try {
      const answer = await fetch(`/${lang}/suggest.json?${new URLSearchParams({q: typed, ...read})}`);
      if (answer.ok && typed === box.value.trim()) show((await answer.json()).groups);
    } catch { shut(); }
  };
  box.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
  box.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); shut(); }
    else if (!list.hidden && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault(); mark(at + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && at >= 0) { event.preventDefault(); location = options()[at].dataset.url; }
  });
  box.addEventListener('blur', () => setTimeout(shut, 150));
  list.addEventListener('mousedown', event => {
    const option = event.target.closest('[role=option]');
    if (option) { event.preventDefault(); location = option.dataset.url; }
  });
})();
