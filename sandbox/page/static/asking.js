/** Small dialogs that ask for something to fill in. */

/**
 * Gives what opens the dialog made of `dialog`, `form` and `cancel`, with empty fields; `onAnswer(fields)` gets the values
 * by the fields' names once the form is sent.
 */
export function asking({ dialog, form, cancel }, onAnswer) {
  form.addEventListener("submit", () => onAnswer(Object.fromEntries(new FormData(form))));
  cancel.addEventListener("click", () => dialog.close());
  return () => {
    form.reset();
    dialog.showModal();
  };
}
