import QtQuick
import Anjungan.Kit

StatementPage {
    bare: false
}
