// How many days, hours and minutes a slider stands for.

function inWords(minutes) {
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor((minutes % 1440) / 60), "h"],
    [Math.floor(minutes % 60), "min"],
  ];
  return parts.filter(([number]) => number).map((part) => part.join(" ")).join(" ");
}
