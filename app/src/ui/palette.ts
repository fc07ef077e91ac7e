/** The command palette, as a template that assets/palette.ts brings to life: nothing of it is there without JavaScript. */
import { ASSETS } from '../assets/manifest.ts';
import type { Reader } from '../i18n/reader.ts';
import { html, type Markup } from './markup.ts';
import { paletteWords } from './palette.words.ts';

export function palette(reader: Reader): Markup {
  const label = reader.say(paletteWords.label);
  return html`<template data-palette="${ASSETS.palette.address}" data-find="${reader.href('find')}"
    >${paletteDialog(reader, label)}</template
  >`;
}

export function paletteDialog(reader: Reader, label: string): Markup {
  return html`<dialog class="palette" aria-label="${label}">
    <input
      type="text"
      role="combobox"
      aria-label="${label}"
      placeholder="${label}"
      aria-expanded="false"
      aria-controls="palette-list"
      aria-autocomplete="list"
      maxlength="200"
      autocomplete="off"
      spellcheck="false"
      dir="auto"
    />
    <ul
      role="listbox"
      id="palette-list"
      aria-label="${label}"
      data-nothing="${reader.say(paletteWords.nothing)}"
    ></ul>
    <p role="status"></p>
    <p>${reader.say(paletteWords.keys)}</p>
  </dialog>`;
}
