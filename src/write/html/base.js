'use strict';
// What every page of ours can do: change its language and its light.
const root = document.documentElement;
const of = (selector, within) => [...(within || document).querySelectorAll(selector)];
const by = id => document.getElementById(id);
const press = (button, on) => button.setAttribute('aria-pressed', on);
const pressed = button => button.getAttribute('aria-pressed') === 'true';
const language = () => {
  const next = root.dataset.language === 'zh' ? 'en' : 'zh';
  root.dataset.language = next;
  root.lang = next === 'zh' ? 'zh-CN' : 'en';
};
const theme = () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
};
by('language').addEventListener('click', language);
by('theme').addEventListener('click', theme);
if (!/^zh/i.test(navigator.language || 'zh')) language();
