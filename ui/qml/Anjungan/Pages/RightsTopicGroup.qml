import QtQuick
import Anjungan.Kit
import Anjungan.View

// The topics under one heading, two beside one another.
Column {
    id: group

    required property string name
    required property var model

    signal picked(key: string)

    spacing: Theme.gapSmall * 1.5

    Say {
        Accessible.role: Accessible.Heading
        color: Theme.primary
        font.bold: true
        text: I18n.t["page.rights_topics.group." + group.name]
        width: parent.width
    }

    ChoiceList {
        columns: 2
        least: Math.round(Theme.bodySize * 2.08 + Theme.gap * 1.6)
        model: group.model
        plain: true
        width: parent.width
        onPicked: key => group.picked(key)
    }
}
