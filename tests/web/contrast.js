// The visible pieces of text whose contrast with what lies behind them is below WCAG's AA, worst first.
() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const painted = (...layers) => {
    canvas.fillStyle = "#fff";
    canvas.fillRect(0, 0, 1, 1);
    for (const layer of layers) (canvas.fillStyle = layer), canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (one) => (one ? [...behind(one.parentElement), getComputedStyle(one).backgroundColor] : []);
  const ratio = (colour, grounds) => {
    const both = [luminance(painted(...grounds)), luminance(painted(...grounds, colour))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  };
  const needed = ({ fontSize, fontWeight }) =>
    parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && fontWeight >= 700) ? 3 : 4.5;
  const isRead = (one) =>
    [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()) &&
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !one.matches(":disabled, :disabled *, .sr-only") && parseFloat(getComputedStyle(one).fontSize) > 0;
  return [...document.querySelectorAll(".gradio-container *")].filter(isRead)
    .map((one) => ({ one, style: getComputedStyle(one) }))
    .map(({ one, style }) => ({ one, lacks: needed(style) - ratio(style.color, behind(one)) }))
    .filter(({ lacks }) => lacks > 0).sort((a, b) => b.lacks - a.lacks)
    .map(({ one, lacks }) => `${one.tagName}.${one.className} ${lacks.toFixed(2)} short: ${one.textContent.trim().slice(0, 30)}`);
}
