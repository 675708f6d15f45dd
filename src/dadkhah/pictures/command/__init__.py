"""Who stood over whom on a day."""

from dadkhah.pictures.command.chart import CommandChart, command_chart
from dadkhah.pictures.command.holding import Standing, standing_on

__all__ = ["CommandChart", "Standing", "command_chart", "standing_on"]
