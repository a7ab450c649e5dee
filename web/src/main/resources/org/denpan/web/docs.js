// Each form asks for the prediction of the row that it shows; an empty field is a missing value.
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const row = {};
    for (const input of form.querySelectorAll('[data-column]')) {
      const text = input.value;
      row[input.dataset.column] = text === '' ? null : input.dataset.kind === 'number' ? Number(text) : text;
    }
    const output = form.querySelector('output');
    try {
      const answer = await fetch(form.getAttribute('action'), {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify(row)
      });
      output.textContent = await answer.text();
    } catch (problem) {
      output.textContent = String(problem);
    }
  });
}
