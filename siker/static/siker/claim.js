/* The QR on the slip leads here with the code behind "#", which no server ever sees. Without this script the code is typed. */
(() => {
  const box = document.getElementById("id_kode"), code = decodeURIComponent(location.hash.slice(1)).replace(/[^0-9A-Za-z-]/g, "").slice(0, 40);
  if (box && code && !box.value) {
    box.value = code;
    history.replaceState(null, "", location.pathname);
    document.getElementById("id_tanggal_lahir").focus();
  }
})();
