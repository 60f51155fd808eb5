'use strict';
(() => {
  const input = document.getElementById('q');
  const clear = document.getElementById('clear');
  const status = document.getElementById('status');
  const given = new URLSearchParams(location.search);
  const inHash = () => new URLSearchParams(location.hash.slice(1)).get('q');

  // The server has filtered already: what it left out is not here to be shown again.
  if (given.has('q')) {
    if (given.get('q') !== '') {
      location.replace('/#' + new URLSearchParams({q: given.get('q')}));
      return;
    }
    history.replaceState(null, '', '/');
  }

  const tables = [...document.querySelectorAll('tbody')].map(body => ({
    rows: [...body.rows].map(row => ({row, text: row.textContent.toLowerCase()})),
    shown: body.parentElement.previousElementSibling.querySelector('.shown'),
    none: body.parentElement.nextElementSibling,
  }));

  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let total = 0;
    for (const {rows, shown, none} of tables) {
      let count = 0;
      for (const {row, text} of rows) {
        row.hidden = !words.every(word => text.includes(word));
        count += row.hidden ? 0 : 1;
      }
      shown.textContent = count;
      none.hidden = count > 0;
      total += count;
    }
    clear.hidden = words.length === 0;
    status.textContent = words.length === 0 ? '' : total + ' found';
  };

  const remember = () => history.replaceState(
      null, '', input.value ? '#' + new URLSearchParams({q: input.value}) : '/');

  const fromLink = () => {
    const query = inHash();
    if (query !== null) {
      input.value = query;
      filter();
    }
  };

  input.addEventListener('input', () => { filter(); remember(); });
  input.form.addEventListener('submit', event => { event.preventDefault(); filter(); remember(); });
  clear.addEventListener('click', event => {
    event.preventDefault();
    input.value = '';
    filter();
    remember();
    input.focus();
  });
  addEventListener('hashchange', fromLink);
  filter();
  fromLink();
})();
