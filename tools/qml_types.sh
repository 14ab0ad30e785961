#!/bin/sh
# Describes the Python types of ui/ to QML's tools, then checks every page: ui types -> build/qml, qmllint -W 0, qmlformat.
#   tools/qml_types.sh            types and lint and format check (the gate)
#   tools/qml_types.sh types      only the types (for editors: add build/qml as import path)
#   tools/qml_types.sh format     rewrite the QML files in qmlformat's shape
set -eu
cd "$(dirname "$0")/.."
bin=${VENV_BIN:-.venv/bin}
qt=$("$bin/python" -c "import PySide6, os; print(os.path.dirname(PySide6.__file__))")/Qt
out=build/qml/Anjungan/View
mkdir -p "$out" build/mo
files=$(find ui/qml ui/devdock -name "*.qml" | sort)

types() {
    PATH="$(cd "$bin" && pwd):$PATH" "$bin/pyside6-metaobjectdump" -c -o build/mo/view.json \
        ui/rows.py ui/i18n.py ui/display.py ui/shaping.py ui/picks.py ui/rights.py ui/jobs_list.py ui/jobs.py ui/job.py ui/applying.py ui/idle.py ui/commands.py ui/offers.py ui/visit.py ui/devdock/dock.py
    # metaobjectdump does not say which properties are constant: in ui/ those are the ones without a notify signal.
    "$bin/python" - build/mo/view.json <<'EOF'
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
files = json.loads(path.read_text())
for entry in files:
    for kind in entry["classes"]:
        for prop in kind.get("properties", []):
            prop["constant"] = "notify" not in prop
path.write_text(json.dumps(files))
EOF
    "$bin/pyside6-qmltyperegistrar" --generate-qmltypes "$out/View.qmltypes" -o build/mo/register.cpp \
        --import-name Anjungan.View --major-version 1 \
        --foreign-types "$(ls "$qt"/metatypes/qt6core_*metatypes.json "$qt"/metatypes/qt6gui_*metatypes.json \
            "$qt"/metatypes/qt6qml_*metatypes.json "$qt"/metatypes/qt6quick_*metatypes.json | paste -sd,)" \
        build/mo/view.json
    printf 'module Anjungan.View\ntypeinfo View.qmltypes\n' > "$out/qmldir"
}

case "${1:-all}" in
types)
    types
    ;;
format)
    # shellcheck disable=SC2086
    "$bin/pyside6-qmlformat" -i $files
    ;;
all)
    types
    # shellcheck disable=SC2086
    "$bin/pyside6-qmllint" -W 0 -I build/qml -I ui/qml $files
    rm -rf build/qml_formatted
    mkdir -p build/qml_formatted
    # shellcheck disable=SC2086
    cp --parents $files build/qml_formatted
    # shellcheck disable=SC2046
    "$bin/pyside6-qmlformat" -i $(find build/qml_formatted -name '*.qml')
    wrong=0
    for file in $files; do
        cmp -s "$file" "build/qml_formatted/$file" || { echo "not in qmlformat's shape: $file" >&2; wrong=1; }
    done
    [ $wrong = 0 ] || { echo "run: tools/qml_types.sh format" >&2; exit 1; }
    ;;
*)
    echo "usage: $0 [types|format]" >&2
    exit 2
    ;;
esac
