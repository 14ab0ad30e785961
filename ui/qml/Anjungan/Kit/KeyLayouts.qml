pragma Singleton
import QtQuick

// Which keys lie where. A character stands for itself; "#word" is a token (#delete, #space, #shift, #clear, #enter),
// so no letter can ever be taken for a command.
QtObject {
    id: layouts

    readonly property var digitRow: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    readonly property var top: ["q", "w", "e", "r", "t", "y", "u", "i", "o", "p"]

    function rows(layout: string): var {
        switch (layout) {
        case "digits":
            return [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["#clear", "0", "#delete"]];
        case "money":
            return [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["000", "0", "#delete"]];
        case "decimal":
            return [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], [",", "0", "#delete"]];
        case "sen":
            return [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["000", "0", ",", "#delete"]];
        case "name":
            return [layouts.top, ["a", "s", "d", "f", "g", "h", "j", "k", "l", "'"], ["#shift", "z", "x", "c", "v", "b", "n", "m", "#delete"], ["#clear", "-", ",", "#space", ".", "#enter"]];
        case "address":
            return [layouts.digitRow, layouts.top, ["a", "s", "d", "f", "g", "h", "j", "k", "l", "'"], ["#shift", "z", "x", "c", "v", "b", "n", "m", "#delete"], ["(", ")", "&", "/", "-", ",", ".", ":"], ["#clear", "#space", "#enter"]];
        case "email":
            return [layouts.digitRow, layouts.top, ["a", "s", "d", "f", "g", "h", "j", "k", "l", "_"], ["-", "z", "x", "c", "v", "b", "n", "m", ".", "#delete"], ["#clear", "@", "@gmail.com", ".com", "#enter"]];
        case "code":
            return [layouts.digitRow, layouts.top, ["a", "s", "d", "f", "g", "h", "j", "k", "l", "-"], ["#clear", "z", "x", "c", "v", "b", "n", "m", "#delete"]];
        case "letters":
            return [layouts.digitRow, layouts.top, ["a", "s", "d", "f", "g", "h", "j", "k", "l", "-"], ["#shift", "z", "x", "c", "v", "b", "n", "m", "#delete"], ["#clear", ",", "/", "#space", ".", "#enter"]];
        default:
            return [];
        }
    }

    // How many columns of ten a key takes.
    function columns(layout: string, key: string): real {
        if (["digits", "money", "decimal", "sen"].includes(layout))
            return 2.3;
        switch (key) {
        case "#shift":
        case "#delete":
            return layout === "email" ? 1 : 1.5;
        case "#clear":
            return layout === "address" ? 2 : 1.5;
        case "#enter":
            return layout === "address" ? 2 : 1.5;
        case "#space":
            return layout === "address" ? 6 : 4;
        case "@":
            return 1.5;
        case "@gmail.com":
            return 3.5;
        case ".com":
            return 2;
        default:
            return 1;
        }
    }
}
