"""Programs that write pictures and films which no camera wrote."""

import re

_EDITORS = re.compile(
    r"photoshop|lightroom|camera raw|gimp|snapseed|picsart|pixelmator|affinity|paint|photopea|canva"
    r"|darktable|rawtherapee|imagemagick|graphicsmagick|photos? editor|faceapp|facetune|meitu|vsco"
    r"|midjourney|dall-?e|stable diffusion|firefly|comfyui|premiere|after effects|final cut|imovie"
    r"|davinci|capcut|inshot|kinemaster|vegas|kdenlive|shotcut|openshot|movavi|filmora|virtualdub"
    r"|avidemux|handbrake|lavf|lavc|ffmpeg|x264|audacity|audition|garageband|ableton",
    re.IGNORECASE,
)


def names_an_editor(software: str) -> bool:
    """Return whether this is a program that edits or converts, or makes pictures from words."""
    return _EDITORS.search(software) is not None
