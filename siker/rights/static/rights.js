// Opens a calculation that a paper's QR carries in the address's fragment: hands it to the form, once, and forgets it.
// Without this script the page works all the same; the fragment is then simply ignored.
(() => {
  "use strict";
  const code = location.hash.slice(1);
  const form = document.getElementById("buka");
  if (!form || !/^eyJ[A-Za-z0-9_-]+$/.test(code)) return;
  history.replaceState(null, "", location.pathname);
  form.elements.kode.value = code.slice(0, 2049); // one more than allowed, so that too long a code is refused, not cut
  form.submit();
})();
