export const timeWords = {
  never: {
    en: 'never',
    ru: 'никогда',
    tr: 'hiç',
    id: 'belum pernah',
    'pt-BR': 'nunca',
    es: 'nunca',
    ar: 'أبدًا',
  },
};
