import QtQuick
import Anjungan.Kit

StatementPage {
    picture: "wrench"
}
