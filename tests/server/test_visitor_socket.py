"""What may pass from a visitor's socket to a kernel."""

import json

import pytest

from course.server.visitor_socket import allowed

HEADER = {"msg_id": "1", "session": "s", "username": "", "date": "d", "version": "5.3"}
UPDATE = {"comm_id": "c", "data": {"method": "update", "state": {"selected": "B"}}}


def message(kind, content, **more):
    return {"header": {**HEADER, "msg_type": kind}, "content": content, **more}


def packed(one):
    pieces = [b"shell"]
    pieces += [
        json.dumps(one.get(name, {})).encode()
        for name in ("header", "parent_header", "metadata", "content")
    ]
    offsets = [8 * (len(pieces) + 2)]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return b"".join([*(n.to_bytes(8, "little") for n in [len(offsets), *offsets]), *pieces])


def both(one):
    """Send a message in both protocols."""
    told = allowed(json.dumps(one), is_v1=False), allowed(packed(one), is_v1=True)
    assert told[0] == told[1]
    return told[0]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("comm_msg", UPDATE),
        ("comm_msg", {"comm_id": "c", "data": {"method": "custom", "content": {"type": "look"}}}),
        ("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}}),
        ("comm_open", {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}),
        ("comm_close", {"comm_id": "c", "data": {}}),
        ("comm_info_request", {"target_name": "jupyter.widget"}),
        ("kernel_info_request", {}),
    ],
)
def test_what_a_page_sends_passes(kind, content):
    """The kernel gets what was said, under the number by which the page finds the reply."""
    passed = both(message(kind, content))
    assert passed["header"] == {**HEADER, "msg_type": kind}
    assert {**passed["content"], **content, "data": 0} == {**passed["content"], "data": 0}


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("execute_request", {"code": "1"}),
        ("shutdown_request", {"restart": True}),
        ("comm_open", {"comm_id": "c", "target_name": "jupyter.widget", "data": {"state": {}}}),
        ("comm_msg", {"comm_id": "c", "data": {"method": "echo_update", "state": {}}}),
        ("comm_msg", {"comm_id": "c", "data": {"method": "update", "state": "x"}}),
        ("comm_msg", {"comm_id": "c", "data": {"method": "custom"}}),
        ("comm_msg", {"comm_id": "c"}),
        ("comm_msg", {"comm_id": "c", "data": {"method": ["update"]}}),
        ("comm_msg", {"comm_id": "c", "data": {"method": "custom", "content": {"a": "\ud800"}}}),
        (["comm_msg"], UPDATE),
        (None, UPDATE),
    ],
)
def test_all_else_is_dropped(kind, content):
    """What no page of the course sends ends at the server."""
    assert both(message(kind, content)) is None


def test_a_message_is_written_anew():
    """What travels beside the few things that it may say stays behind."""
    odd = message(
        "comm_msg",
        {**UPDATE, "code": "1", "data": {**UPDATE["data"], "buffer_paths": [["a"]], "more": 1}},
        metadata={"version": "2.1.0", "subshell_id": "x"},
        parent_header={"msg_type": "execute_request"},
        buffers=["a"],
    )
    odd["header"]["subshell_id"] = "x"
    passed = both(odd)
    assert "subshell_id" not in json.dumps(passed)
    assert passed["parent_header"] == {}
    assert passed["content"] == {
        "comm_id": "c",
        "data": {"method": "update", "state": {"selected": "B"}, "buffer_paths": []},
    }


def test_of_a_name_that_stands_twice_the_kernel_hears_what_was_checked():
    """Two kinds in one header are no way past: the kernel gets the one that was read."""
    twice = json.dumps(message("execute_request", UPDATE)).replace(
        '"msg_type": "execute_request"', '"msg_type": "execute_request", "msg_type": "comm_msg"'
    )
    assert allowed(twice, is_v1=False)["header"]["msg_type"] == "comm_msg"
    assert "execute_request" not in json.dumps(allowed(twice, is_v1=False))


@pytest.mark.parametrize("is_v1", [True, False])
@pytest.mark.parametrize(
    "raw",
    ["", "{", "[]", "null", "[" * 50_000, '{"a":' * 50_000, b"", b"\xff" * 64]
    + [n.to_bytes(8, "little") * 30 for n in (0, 1, 5, 6, 20, 21, 2**31, 2**63)],
)
def test_what_cannot_be_read_is_dropped(raw, is_v1):
    """Broken, hollow, deep, or promising more than is there."""
    assert allowed(raw, is_v1=is_v1) is None


def test_pieces_cut_off_anywhere_are_dropped_or_whole():
    """No shortened message says something that the whole one did not."""
    whole = packed(message("comm_msg", UPDATE))
    expected = allowed(whole, is_v1=True)
    for end in range(len(whole)):
        assert allowed(whole[:end], is_v1=True) in (None, expected)
