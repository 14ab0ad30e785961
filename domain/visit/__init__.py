"""One person's use of the kiosk as a pure state machine: pages, events, effects and the transitions as data.

Nothing here knows Qt, clocks, devices or storage. ``flow.reduce`` takes a state and an event and answers the next
state and the effects the application must carry out; their results come back as events.
"""
