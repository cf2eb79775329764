// A range of years by drawing over the bars. Without it, each bar is a link and two fields take dates.
(() => {
  const years = document.querySelector('.timeline .years');
  if (!years) return;
  const bars = [...years.children], year = bar => bar.dataset.year;
  let first = -1, last = -1;
  const at = event => {
    const bar = document.elementFromPoint(event.clientX, event.clientY)?.closest('.years > li');
    return bars.indexOf(bar);
  };
  const show = () => bars.forEach((bar, number) => bar.classList.toggle('drawn',
    first !== last && number >= Math.min(first, last) && number <= Math.max(first, last)));
  const stop = () => { first = last = -1; show(); };
  years.addEventListener('dragstart', event => event.preventDefault());
  years.addEventListener('pointerdown', event => {
    if (event.button === 0) first = last = at(event);
  });
  years.addEventListener('pointermove', event => {
    const over = first < 0 ? -1 : at(event);
    if (over >= 0 && over !== last) { last = over; show(); }
  });
  addEventListener('pointerup', () => {
    if (first < 0 || first === last) return stop();
    const [from, to] = [first, last].sort((one, other) => one - other).map(number => year(bars[number]));
    stop();
    location = years.closest('.timeline').dataset.range.replace('FROM', from).replace('TO', to);
  });
  years.addEventListener('click', event => { if (years.querySelector('.drawn')) event.preventDefault(); });
  addEventListener('pointercancel', stop);
  addEventListener('keydown', event => { if (event.key === 'Escape') stop(); });
})();
