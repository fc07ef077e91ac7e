import type { Message } from '../i18n/reader.ts';

export const sparklineWords = {
  flat: {
    en: 'Rate unchanged for 30 days',
    ru: 'Цена не менялась 30 дней',
    tr: 'Fiyat 30 gündür aynı',
    id: 'Harga tetap selama 30 hari',
    'pt-BR': 'Preço igual há 30 dias',
    es: 'Precio igual desde hace 30 días',
    ar: 'السعر ثابت منذ 30 يومًا',
  },
  rose: {
    en: 'Rate rose within 30 days',
    ru: 'Цена выросла за 30 дней',
    tr: 'Fiyat 30 günde yükseldi',
    id: 'Harga naik dalam 30 hari',
    'pt-BR': 'Preço subiu em 30 dias',
    es: 'El precio subió en 30 días',
    ar: 'ارتفع السعر خلال 30 يومًا',
  },
  fell: {
    en: 'Rate fell within 30 days',
    ru: 'Цена снизилась за 30 дней',
    tr: 'Fiyat 30 günde düştü',
    id: 'Harga turun dalam 30 hari',
    'pt-BR': 'Preço caiu em 30 dias',
    es: 'El precio bajó en 30 días',
    ar: 'انخفض السعر خلال 30 يومًا',
  },
  moved: {
    en: 'Rate moved within 30 days and is where it was',
    ru: 'Цена менялась за 30 дней и вернулась к прежней',
    tr: 'Fiyat 30 günde değişti, şimdi eski yerinde',
    id: 'Harga sempat berubah dalam 30 hari dan kembali seperti semula',
    'pt-BR': 'Preço variou em 30 dias e voltou ao mesmo',
    es: 'El precio varió en 30 días y volvió al mismo',
    ar: 'تغيّر السعر خلال 30 يومًا ثم عاد كما كان',
  },
} satisfies Record<string, Message>;
