"""Colours that survive grey, print, and eyes that see fewer of them.

The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model
for Simulation of Color Vision Deficiency" (2009), for the complete deficiency; they
work on linear light.
"""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from course.charts import palette

SIGHTS = {
    "common": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "grey": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}

TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ.sum(axis=1)


def linear(color: str) -> np.ndarray:
    """Turn a colour into linear light."""
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def luminance(color: str) -> float:
    """Relative luminance as WCAG defines it."""
    return float(linear(color) @ SIGHTS["grey"][0])


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG defines it."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def lab(color: str, sight: str) -> np.ndarray:
    """Where a colour lies in CIELAB for someone with that sight."""
    ratio = TO_XYZ @ np.clip(SIGHTS[sight] @ linear(color), 0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, other: str, sight: str) -> float:
    """How far apart two colours are seen (CIE 1976); about 2.3 can just be told apart."""
    return float(np.linalg.norm(lab(one, sight) - lab(other, sight)))


def test_any_two_phases_can_be_told_apart():
    """A missing milestone brings any two together, and in grey only lightness is left."""
    apart = {
        (one, other, sight): difference(palette.PHASES[one], palette.PHASES[other], sight)
        for one, other in combinations(palette.PHASES, 2)
        for sight in SIGHTS
    }
    least = {sight: 6 if sight == "grey" else 8 for sight in SIGHTS}
    assert {each: far for each, far in apart.items() if far <= least[each[2]]} == {}


@pytest.mark.parametrize("sight", SIGHTS)
def test_calls_and_affected_can_be_told_apart(sight):
    """Size and place tell them apart already; colour must not work against it."""
    assert difference(palette.CALLS, palette.AFFECTED, sight) > 3


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_pale_bar_is_told_from_a_full_one_and_from_its_strip(sight):
    """Constructed bars differ by their dashes and by their lightness."""
    assert difference(palette.PALE, palette.METRICS, sight) > 30
    assert difference(palette.PALE, palette.STRIP, sight) > 5


@pytest.mark.parametrize("name", ["INK", "QUIET", "MILESTONE", "AFFECTED", "CALLS"])
def test_words_can_be_read_on_the_card(name):
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5."""
    assert contrast(getattr(palette, name), palette.CARD) >= 4.5


@pytest.mark.parametrize("phase", palette.PHASES)
def test_the_name_of_a_phase_can_be_read_on_it(phase):
    """The same for ink on each band."""
    assert contrast(palette.INK, palette.PHASES[phase]) >= 4.5


@pytest.mark.parametrize("name", ["INK", "QUIET", "MILESTONE", "AFFECTED", "CALLS"])
def test_words_can_be_read_on_a_dark_card(name):
    """The same where the page is dark, also on a strip."""
    dark = palette.DARK[getattr(palette, name)]
    assert contrast(dark, palette.DARK[palette.CARD]) >= 4.5
    assert contrast(dark, palette.DARK[palette.STRIP]) >= 4.5


@pytest.mark.parametrize("phase", palette.PHASES)
def test_a_phase_can_be_read_in_the_dark(phase):
    """Its name on its band, and the band beside the next."""
    dark = palette.DARK[palette.PHASES[phase]]
    assert contrast(palette.DARK[palette.INK], dark) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_dark_bars_are_told_apart(sight):
    """A constructed bar from a full one, and from its strip."""
    pale = palette.DARK[palette.PALE]
    assert difference(pale, palette.DARK[palette.METRICS], sight) > 30
    assert difference(pale, palette.DARK[palette.STRIP], sight) > 5


def test_quiet_words_can_be_read_on_a_strip():
    """“Not known” stands in a frame, numbers beside strips."""
    assert contrast(palette.QUIET, palette.STRIP) >= 4.5
