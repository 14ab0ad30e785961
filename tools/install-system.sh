#!/bin/sh
# Installs the Debian packages the project needs, saying what and why first. Does nothing when all are there.
#   tools/install-system.sh          development and demo
#   tools/install-system.sh test     and what the tests need
#   tools/install-system.sh kiosk    a kiosk in use: no virtual reader, nothing for tests
set -eu
want() { # why, packages…
    why=$1; shift; missing=""
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    echo "  $why:$missing"
    all="$all$missing"
}
command -v apt-get >/dev/null || { echo "This is not Debian; install the packages named in tools/install-system.sh by hand." >&2; exit 0; }
all=""
echo_header="Debian packages still missing, by reason:"
note=$(mktemp); trap 'rm -f "$note"' EXIT
list=$(
    want "Python's virtual environments and headers for pyscard" python3 python3-venv python3-dev build-essential libpcsclite-dev
    want "Qt's own needs (screen or offscreen)" libglib2.0-0 libegl1 libgl1 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0 libbrotli1 libx11-6
    want "Qt on X11" libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1 libxcb-util1
    want "smart cards" pcscd
    if [ "${1:-}" = kiosk ]; then
        want "the kiosk's own compositor" cage libwayland-client0 libwayland-cursor0 libwayland-egl1
    else
        want "a virtual smart-card reader for tests and the demo" vsmartcard-vpcd
        want "a screen without a screen, for tests and figures" xvfb xdotool x11-utils
        want "looking at paper: PDF to PNG, reading QR codes" poppler-utils zbar-tools
    fi
    [ "${1:-}" != test ] || want "the server's production database and a real browser, for tests" postgresql postgresql-client chromium
    printf '%s' "$all" > "$note"
)
all=$(cat "$note")
[ -z "$all" ] && exit 0
echo "$echo_header"; echo "$list"
sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
if [ -n "$sudo" ] && ! command -v sudo >/dev/null; then echo "Run as root: apt-get install --no-install-recommends$all" >&2; exit 1; fi
$sudo apt-get update -q
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends $all
