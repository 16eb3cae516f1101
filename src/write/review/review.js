// The two sides of a review page, leading to each other.
(() => {
  const items = of('.panel .item');
  const search = by('search');
  let chosen = null;

  const open = element => {
    for (let up = element.closest('details'); up; up = up.parentElement.closest('details')) up.open = true;
  };
  const show = (element, block) => {
    open(element);
    element.scrollIntoView({ block: block, inline: 'nearest', behavior: 'instant' });
  };
  const visible = item => item.getClientRects().length > 0;

  const choose = (item, place) => {
    of('.on').forEach(on => on.classList.remove('on'));
    of('[aria-current]').forEach(on => on.removeAttribute('aria-current'));
    chosen = item;
    if (!item) return;
    item.classList.add('on');
    item.setAttribute('aria-current', 'true');
    const marks = of('mark[data-to="' + item.id + '"]');
    marks.forEach(mark => mark.classList.add('on'));
    const mark = place || by('at-' + item.id);
    if (mark) show(mark, 'center');
    show(item, 'nearest');
    by('status').textContent = item.innerText.replace(/\s+/g, ' ').slice(0, 200);
  };

  // A click on words takes what is most told by them; another click, the next that covers them.
  const weight = mark => ['finding', 'figure', 'mention', 'fact'].findIndex(name => mark.classList.contains(name));
  by('document').addEventListener('click', event => {
    const covering = [];
    for (let mark = event.target.closest('mark'); mark; mark = mark.parentElement.closest('mark')) {
      const item = by(mark.dataset.to);
      if (item && item.classList.contains('item') && visible(item)) covering.push([mark, item]);
    }
    if (!covering.length) return;
    covering.sort((a, b) => weight(a[0]) - weight(b[0]));
    const at = covering.findIndex(pair => pair[1] === chosen);
    const next = covering[(at + 1) % covering.length];
    choose(next[1], next[0]);
  });

  by('panel').addEventListener('click', event => {
    const link = event.target.closest('a[href^="#at-"]');
    const item = event.target.closest('.item');
    if (!item || (!link && event.target.closest('summary'))) return;
    if (link) event.preventDefault();
    choose(item, link && by(link.hash.slice(1)));
  });

  const step = by => {
    const shown = items.filter(visible);
    if (!shown.length) return;
    const at = shown.indexOf(chosen);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))];
    choose(next);
    (next.querySelector('a.go') || next).focus({ preventScroll: true });
  };

  const only = () => {
    press(by('warned'), root.classList.toggle('warned'));
  };

  // What is counted beside each heading is what there is, whatever is hidden.
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    items.forEach(item => item.classList.toggle('missed', wanted !== '' && !item.textContent.toLowerCase().includes(wanted)));
  });

  of('[data-filter]').forEach(chip => chip.addEventListener('click', () => {
    const on = !pressed(chip);
    press(chip, on);
    const classes = '.' + chip.dataset.filter.split(' ').join('.');
    of('mark' + classes + ', .item' + classes).forEach(element => element.classList.toggle('off', !on));
  }));
  of('[data-role-filter]').forEach(chip => chip.addEventListener('click', () => {
    const on = !pressed(chip);
    press(chip, on);
    of('.run[data-role="' + chip.dataset.roleFilter + '"]').forEach(run => run.classList.toggle('off', !on));
  }));
  by('warned').addEventListener('click', only);
  by('keys').addEventListener('click', () => press(by('keys'), !root.classList.toggle('no-keys')));
  by('help').addEventListener('click', () => by('keyboard').showModal());

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      search.value = '';
      search.dispatchEvent(new Event('input'));
      search.blur();
      choose(null);
    }
    if (event.target.matches('input') || by('keyboard').open) return;
    const acts = {
      j: () => step(1), k: () => step(-1), '/': () => search.focus(), '?': () => by('keyboard').showModal(),
      w: only, l: language, t: theme,
    };
    const act = acts[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  const linked = by(decodeURIComponent(location.hash.slice(1)));
  if (linked && linked.classList.contains('item')) choose(linked);
})();
