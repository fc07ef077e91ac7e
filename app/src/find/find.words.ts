import type { Message } from '../i18n/reader.ts';

export const findWords = {
  home: {
    en: 'What moved',
    ru: 'Что изменилось',
    tr: 'Neler değişti',
    id: 'Yang berubah',
    'pt-BR': 'O que mudou',
    es: 'Qué ha cambiado',
    ar: 'ما الذي تغيّر',
  },
  panels: {
    en: 'Panels',
    ru: 'Панели',
    tr: 'Paneller',
    id: 'Panel',
    'pt-BR': 'Painéis',
    es: 'Paneles',
    ar: 'اللوحات',
  },
  services: {
    en: 'Services',
    ru: 'Услуги',
    tr: 'Hizmetler',
    id: 'Layanan',
    'pt-BR': 'Serviços',
    es: 'Servicios',
    ar: 'الخدمات',
  },
  status: {
    en: 'Status of this site',
    ru: 'Состояние сайта',
    tr: 'Sitenin durumu',
    id: 'Status situs ini',
    'pt-BR': 'Situação deste site',
    es: 'Estado de este sitio',
    ar: 'حالة هذا الموقع',
  },
  about: {
    en: 'About',
    ru: 'О сайте',
    tr: 'Hakkında',
    id: 'Tentang',
    'pt-BR': 'Sobre',
    es: 'Acerca de',
    ar: 'عن الموقع',
  },
} satisfies Record<string, Message>;
